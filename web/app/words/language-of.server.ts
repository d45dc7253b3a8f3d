import type { Asking } from '../../server/request';
import { cookieOf, keepCookie } from '../shop/cookies.server';
import { isLanguage, LANGUAGE_COOKIE, LANGUAGES, type Language } from './languages';

const YEAR = 31_536_000; // seconds

/** The language of an answer: the one in the address, else the one chosen earlier, else the browser's. */
export function languageOf(request: Asking): Language {
  const asked = new URL(request.url).searchParams.get('lang');
  if (isLanguage(asked)) return asked;
  const chosen = cookieOf(request, LANGUAGE_COOKIE);
  if (isLanguage(chosen)) return chosen;
  return preferred(request.headers.get('accept-language') ?? '');
}

/** Has a browser keep the language that an address asks for. */
export function keepLanguage(request: Request, headers: Headers): void {
  const asked = new URL(request.url).searchParams.get('lang');
  if (!isLanguage(asked) || cookieOf(request, LANGUAGE_COOKIE) === asked) return;
  headers.append(...keepCookie(request, LANGUAGE_COOKIE, asked, YEAR));
}

function preferred(header: string): Language {
  let best: Language = LANGUAGES[0];
  let weight = 0;
  for (const part of header.split(',', 50)) {
    const [range = '', parameter = ''] = part.trim().toLowerCase().split(';', 2);
    const language = range.split('-', 1)[0];
    const q = /^\s*q\s*=/.test(parameter) ? Number.parseFloat(parameter.split('=')[1] ?? '') : 1;
    if (isLanguage(language) && q > weight) [best, weight] = [language, q];
  }
  return best;
}
