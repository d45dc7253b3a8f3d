import { Type } from 'typebox';

/** The languages that the shop speaks. */
export const LanguageShape = Type.Union([Type.Literal('en'), Type.Literal('ru')]);
export type Language = 'en' | 'ru';

/** Whether a language tag is of a language that the shop speaks. */
export function isLanguage(tag: string): tag is Language {
  return tag === 'en' || tag === 'ru';
}
