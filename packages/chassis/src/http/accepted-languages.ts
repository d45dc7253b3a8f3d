import Negotiator from 'negotiator';

/** What browsers send is a handful. */
const MOST = 50;

/**
 * The language tags of an Accept-Language header in lower case, the most wanted first; those that are not wanted at all are
 * left out, and what comes after the first fifty.
 */
export function acceptedLanguages(header: string | null | undefined): string[] {
  if (!header) return [];
  const headers = { 'accept-language': header.split(',', MOST).join(',') };
  return new Negotiator({ headers }).languages().map((tag) => tag.toLowerCase());
}
