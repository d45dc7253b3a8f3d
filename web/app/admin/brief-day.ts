import { kept } from '../words/kept';
import type { Locale } from '../words/languages';

const formats = kept(
  (locale: Locale) =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }),
);

/** A day (YYYY-MM-DD) in a table, where there is little room. */
export const briefDay = (day: string, locale: Locale): string =>
  formats(locale).format(new Date(`${day}T00:00:00Z`));
