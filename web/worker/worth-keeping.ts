/** Pages that are of use without a connection: what is for sale, and what the shop says of itself. */
const PAGES = /^\/(?:$|c\/[^/]+$|p\/[^/]+$|shelves$|search$|terms$|privacy$)/;

/** A courier's day, and what is shown of it without a connection: the same for everybody, the phone has the rest. */
export const COURIER = { day: '/courier', shell: '/courier/offline' };

/** What a request is to the worker; what is none of these it leaves to the browser, and does not even look at. */
export type Kind = 'page' | 'file' | 'picture' | 'other';

/** What of a request decides; a Request has it. */
interface Asked {
  method: string;
  mode: string;
  destination: string;
  url: string;
}

/** What the worker has to do with a request. Forms, the API and its live streams are none of its business. */
export function kindOf({ method, mode, destination, url }: Asked, origin: string): Kind {
  const address = new URL(url);
  if (method !== 'GET' || address.origin !== origin || address.pathname.startsWith('/api/')) return 'other';
  if (address.pathname.startsWith('/assets/')) return 'file';
  if (mode === 'navigate') return 'page';
  return destination === 'image' ? 'picture' : 'other';
}

/** Under what a page is kept, whatever language it was asked for in; undefined for one that is not to be. */
export function keyOf(url: string, origin: string): string | undefined {
  const address = URL.parse(url, origin);
  if (address?.origin !== origin || !PAGES.test(address.pathname)) return undefined;
  address.searchParams.delete('lang');
  return address.pathname + address.search;
}

/**
 * Whether an answer may be kept: the page as it is for everybody, whole, where it was asked for. What is one visitor's
 * says `private, no-store`, and never is.
 */
export function isForEverybody({ status, redirected, headers }: Response): boolean {
  const cache = headers.get('cache-control') ?? '';
  const shared = /^(?:public\b|no-cache$)/.test(cache) && !/private|no-store/.test(cache);
  return status === 200 && !redirected && shared;
}
