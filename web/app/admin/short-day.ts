import { kept } from '../words/kept';
import type { Locale } from '../words/languages';

const formats = kept(
  (locale: Locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }),
);

/** The name of a day (YYYY-MM-DD) of the week, where there is little room. */
export const shortDay = (day: string, locale: Locale): string =>
  formats(locale).format(new Date(`${day}T00:00:00Z`));
