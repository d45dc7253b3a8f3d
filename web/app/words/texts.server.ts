import en from './en.json';
import type { Language } from './languages';
import ru from './ru.json';
import type { Texts } from './words';

const TEXTS: Record<Language, Texts> = { en, ru };

/** The texts of a language, where pages are rendered. */
export function textsOf(language: Language): Texts {
  return TEXTS[language];
}
