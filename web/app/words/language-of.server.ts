import { acceptedLanguages } from '@sagashop/chassis/http/accepted-languages';
import type { Asking } from '../../server/request';
import { cookieOf, keepCookie } from '../shop/cookies.server.ts';
import { isLanguage, LANGUAGE_COOKIE, LANGUAGES, type Language, type Locale } from './languages.ts';

const YEAR = 31_536_000; // seconds

/** The language of an answer: the one in the address, else the one chosen earlier, else the browser's. */
export function languageOf(request: Asking): Language {
  const asked = new URL(request.url).searchParams.get('lang');
  if (isLanguage(asked)) return asked;
  const chosen = cookieOf(request, LANGUAGE_COOKIE);
  if (isLanguage(chosen)) return chosen;
  const tags = acceptedLanguages(request.headers.get('accept-language'));
  return tags.map((tag) => tag.split('-', 1)[0]!).find(isLanguage) ?? LANGUAGES[0];
}

/** English regions that write the month before the day. */
const MONTH_FIRST = /^(?:us|ca|ph|pr|gu|vi|as|mp|um)$/;

/**
 * The language of an answer, and how its reader writes dates: by the region that their browser names with the language.
 */
export function localeOf(request: Asking): Locale {
  const language = languageOf(request);
  if (language !== 'en') return language;
  const region = acceptedLanguages(request.headers.get('accept-language'))
    .find((tag) => tag.startsWith('en-'))
    ?.slice(3);
  return region && /^[a-z]{2}$/.test(region) && !MONTH_FIRST.test(region) ? 'en-GB' : language;
}

/** Has a browser keep the language that an address asks for. */
export function keepLanguage(request: Request, headers: Headers): void {
  const asked = new URL(request.url).searchParams.get('lang');
  if (!isLanguage(asked) || cookieOf(request, LANGUAGE_COOKIE) === asked) return;
  headers.append(...chosenLanguage(request, asked));
}

/** Has a browser keep a language that was chosen. */
export function chosenLanguage(request: Asking, language: Language): [string, string] {
  return keepCookie(request, LANGUAGE_COOKIE, language, YEAR);
}
