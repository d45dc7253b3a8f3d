import { createContext, type ReactNode, useContext } from 'react';
import type en from './en.json';
import type { Language } from './languages';

/** All texts of the pages in one language; `en.json` says which there are. */
export type Texts = typeof en;

type Plural<K> = K extends `${infer Base}.other` ? Base : never;
type Values = Record<string, string | number>;

interface Words {
  language: Language;
  texts: Texts;
}

const Spoken = createContext<Words | undefined>(undefined);

/** Gives all pages below it their language and its texts. */
export function Speaking({ children, ...words }: Words & { children: ReactNode }) {
  return <Spoken value={words}>{children}</Spoken>;
}

/** The page's language, and functions that say a text in it. */
export function useWords() {
  const words = useContext(Spoken);
  if (!words) throw new Error('Words are used outside of Speaking.');
  return { language: words.language, ...speaker(words) };
}

/** What says texts in one language: `say` a text with values in it, `count` one that depends on a number. */
function speaker({ language, texts }: Words) {
  const text = (key: string) => (texts as Record<string, string>)[key] ?? key;
  const say = (key: keyof Texts, values: Values = {}): string => fill(text(key), values);
  const count = (key: Plural<keyof Texts>, number: number, values: Values = {}): string => {
    const form = `${key}.${new Intl.PluralRules(language).select(number)}`;
    const shown = new Intl.NumberFormat(language).format(number);
    return fill(form in texts ? text(form) : text(`${key}.other`), { n: shown, ...values });
  };
  return { say, count };
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
