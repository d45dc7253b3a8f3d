import * as en01 from './en/01-one-order.ts';
import * as en02 from './en/02-one-says-no.ts';
import * as en03 from './en/03-lost-answer.ts';
import * as en09 from './en/09-fifty-buyers.ts';
import * as enShared from './en/shared.ts';
import type { Lesson, Values } from './lesson.ts';
import type { LessonTexts } from './lesson-texts.ts';
import * as ru01 from './ru/01-one-order.ts';
import * as ru02 from './ru/02-one-says-no.ts';
import * as ru03 from './ru/03-lost-answer.ts';
import * as ru09 from './ru/09-fifty-buyers.ts';
import * as ruShared from './ru/shared.ts';
import type { SharedTexts } from './shared-texts.ts';

export type Language = 'en' | 'ru';

const TEXTS: Record<Language, Record<number, LessonTexts>> = {
  en: { 1: en01.oneOrder, 2: en02.oneSaysNo, 3: en03.lostAnswer, 9: en09.fiftyBuyers },
  ru: { 1: ru01.oneOrder, 2: ru02.oneSaysNo, 3: ru03.lostAnswer, 9: ru09.fiftyBuyers },
};

/** What a lesson says in a language. */
export const textsOf = ({ number }: Lesson, language: Language): LessonTexts => TEXTS[language][number]!;

/** What all lessons say alike. */
export const sharedTexts = (language: Language): SharedTexts =>
  language === 'ru' ? ruShared.shared : enShared.shared;

/** A text with its values in place of the names in braces. */
export const filled = (text: string, values: Values = {}): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
