import { kept } from './kept';
import type { Locale } from './languages';
import { type Texts, useWords } from './words';

/** A function that says on which day (YYYY-MM-DD) something happens: "on Tuesday, 2 December". */
export function useOnDay(): (day: string) => string {
  const { say, locale } = useWords();
  return (day) => {
    const date = new Date(`${day}T00:00:00Z`);
    const weekday = say(`onDay.${date.getUTCDay()}` as keyof Texts);
    return `${weekday}, ${dateFormat(locale).format(date)}`;
  };
}

const dateFormat = kept(
  (locale: Locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }),
);
