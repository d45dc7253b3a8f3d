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
  return preferred(request);
}

/** English regions that write the month before the day. */
const MONTH_FIRST = /^(?:us|ca|ph|pr|gu|vi|as|mp|um)$/;

/**
 * The language of an answer, and how its reader writes dates: by the region that their browser names with the language.
 */
export function localeOf(request: Asking): Locale {
  const language = languageOf(request);
  if (language !== 'en') return language;
  const region = ranges(request)
    .find(({ range }) => range.startsWith('en-'))
    ?.range.slice(3);
  return region && /^[a-z]{2}$/.test(region) && !MONTH_FIRST.test(region) ? 'en-GB' : language;
}

/** Has a browser keep the language that an address asks for. */
export function keepLanguage(request: Request, headers: Headers): void {
  const asked = new URL(request.url).searchParams.get('lang');
  if (!isLanguage(asked) || cookieOf(request, LANGUAGE_COOKIE) === asked) return;
  headers.append(...keepCookie(request, LANGUAGE_COOKIE, asked, YEAR));
}

function preferred(request: Asking): Language {
  for (const { range } of ranges(request)) {
    const language = range.split('-', 1)[0];
    if (isLanguage(language)) return language;
  }
  return LANGUAGES[0];
}

/** What a browser asks for, best first. */
function ranges({ headers }: Asking): { range: string; q: number }[] {
  const parts = (headers.get('accept-language') ?? '').split(',', 50).map((part) => {
    const [range = '', parameter = ''] = part.trim().toLowerCase().split(';', 2);
    const q = /^\s*q\s*=/.test(parameter) ? Number.parseFloat(parameter.split('=')[1] ?? '') : 1;
    return { range: range.trim(), q };
  });
  return parts.filter(({ q }) => q > 0).sort((one, other) => other.q - one.q);
}
