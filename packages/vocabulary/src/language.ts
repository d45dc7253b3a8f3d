import { Type } from 'typebox';

/** The languages that the shop speaks. */
export const LanguageShape = Type.Union([Type.Literal('en'), Type.Literal('ru')]);
export type Language = 'en' | 'ru';
