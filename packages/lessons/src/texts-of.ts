import * as en01 from './en/01-one-order.ts';
import * as en02 from './en/02-one-says-no.ts';
import * as en03 from './en/03-lost-answer.ts';
import * as en04 from './en/04-delivered-twice.ts';
import * as en05 from './en/05-undo-first.ts';
import * as en06 from './en/06-no-return.ts';
import * as en07 from './en/07-kill-nine.ts';
import * as en08 from './en/08-nobody-answers.ts';
import * as en09 from './en/09-fifty-buyers.ts';
import * as en10 from './en/10-alive-ready.ts';
import * as en11 from './en/11-together.ts';
import * as en12 from './en/12-prove-it.ts';
import * as enShared from './en/shared.ts';
import type { Lesson, Values } from './lesson.ts';
import type { LessonTexts } from './lesson-texts.ts';
import * as ru01 from './ru/01-one-order.ts';
import * as ru02 from './ru/02-one-says-no.ts';
import * as ru03 from './ru/03-lost-answer.ts';
import * as ru04 from './ru/04-delivered-twice.ts';
import * as ru05 from './ru/05-undo-first.ts';
import * as ru06 from './ru/06-no-return.ts';
import * as ru07 from './ru/07-kill-nine.ts';
import * as ru08 from './ru/08-nobody-answers.ts';
import * as ru09 from './ru/09-fifty-buyers.ts';
import * as ru10 from './ru/10-alive-ready.ts';
import * as ru11 from './ru/11-together.ts';
import * as ru12 from './ru/12-prove-it.ts';
import * as ruShared from './ru/shared.ts';
import type { SharedTexts } from './shared-texts.ts';

export type Language = 'en' | 'ru';

const TEXTS: Record<Language, Record<number, LessonTexts>> = {
  en: {
    1: en01.oneOrder,
    2: en02.oneSaysNo,
    3: en03.lostAnswer,
    4: en04.deliveredTwice,
    5: en05.undoFirst,
    6: en06.noReturn,
    7: en07.killNine,
    8: en08.nobodyAnswers,
    9: en09.fiftyBuyers,
    10: en10.aliveReady,
    11: en11.together,
    12: en12.proveIt,
  },
  ru: {
    1: ru01.oneOrder,
    2: ru02.oneSaysNo,
    3: ru03.lostAnswer,
    4: ru04.deliveredTwice,
    5: ru05.undoFirst,
    6: ru06.noReturn,
    7: ru07.killNine,
    8: ru08.nobodyAnswers,
    9: ru09.fiftyBuyers,
    10: ru10.aliveReady,
    11: ru11.together,
    12: ru12.proveIt,
  },
};

/** What a lesson says in a language. */
export const textsOf = ({ number }: Lesson, language: Language): LessonTexts => TEXTS[language][number]!;

/** What all lessons say alike. */
export const sharedTexts = (language: Language): SharedTexts =>
  language === 'ru' ? ruShared.shared : enShared.shared;

/** A text with its values in place of the names in braces. */
export const filled = (text: string, values: Values = {}): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
