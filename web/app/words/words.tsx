import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { kept } from './kept';
import { type Language, type Locale, languageIn } from './languages';
import type { Texts } from './texts.ts';

export type { Texts };

type Plural<K> = K extends `${infer Base}.other` ? Base : never;
type Values = Record<string, string | number>;

interface Words {
  language: Language;
  texts: Texts;
}

/** The language, and how its reader writes dates. */
interface Spoken extends Words {
  locale: Locale;
}

const SpokenHere = createContext<(Spoken & ReturnType<typeof speaker>) | undefined>(undefined);

/** Gives all pages below it their language and its texts. */
export function Speaking({ children, locale, texts }: Omit<Spoken, 'language'> & { children: ReactNode }) {
  const words = useMemo(() => {
    const language = languageIn(locale);
    return { locale, language, texts, ...speaker({ language, texts }) };
  }, [locale, texts]);
  return <SpokenHere value={words}>{children}</SpokenHere>;
}

/** The page's language, and functions that say a text in it. */
export function useWords() {
  const words = useContext(SpokenHere);
  if (!words) throw new Error('Words are used outside of Speaking.');
  return words;
}

/** What says texts in one language: `say` a text with values in it, `count` one that depends on a number. */
function speaker({ language, texts }: Words) {
  const text = (key: string) => (texts as Record<string, string>)[key] ?? key;
  const say = (key: keyof Texts, values: Values = {}): string => fill(text(key), values);
  const count = (key: Plural<keyof Texts>, number: number, values: Values = {}): string => {
    const form = `${key}.${plurals(language).select(number)}`;
    const shown = numbers(language).format(number);
    return fill(form in texts ? text(form) : text(`${key}.other`), { n: shown, ...values });
  };
  return { say, count };
}

const plurals = kept((language: Language) => new Intl.PluralRules(language));
const numbers = kept((language: Language) => new Intl.NumberFormat(language));

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
