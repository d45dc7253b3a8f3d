import { redirectDocument } from 'react-router';
import { ask, orNothing } from '../shop/api.server';
import { pageAddress, safePath } from '../shop/return-address';
import type { Visit } from '../shop/session.server';
import { chosenLanguage, languageOf } from '../words/language-of.server';
import { isLanguage } from '../words/languages';

/** Who is signed in and chooses a language by an address has it on every device, and is written to in it as well. */
export async function rememberLanguage(request: Request, visit: Visit | null): Promise<void> {
  const language = new URL(request.url).searchParams.get('lang');
  if (!visit || !isLanguage(language) || visit.chosenLanguage === language) return;
  await orNothing(ask(request, '/users/me', { method: 'PATCH', body: { language } }));
}

/**
 * Brings whoever is signed in to the language that they have chosen elsewhere: throws the way to this page again, with the
 * cookie that says which it is. Nothing is lost of a form that was answered: what it has sent is told in the old one.
 */
export function followLanguage(request: Request, visit: Visit | null): void {
  const url = new URL(request.url);
  const language = visit?.chosenLanguage;
  if (!language || url.searchParams.has('lang') || languageOf(request) === language) return;
  // A page that answers a form is read with the headers of the form.
  if (request.headers.has('content-type')) return;
  throw redirectDocument(safePath(pageAddress(url)), { headers: [chosenLanguage(request, language)] });
}
