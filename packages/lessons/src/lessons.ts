import { oneOrder } from './01-one-order.ts';
import { oneSaysNo } from './02-one-says-no.ts';
import { lostAnswer } from './03-lost-answer.ts';
import { deliveredTwice } from './04-delivered-twice.ts';
import { undoFirst } from './05-undo-first.ts';
import { noReturn } from './06-no-return.ts';
import { killNine } from './07-kill-nine.ts';
import { nobodyAnswers } from './08-nobody-answers.ts';
import { fiftyBuyers } from './09-fifty-buyers.ts';
import { aliveReady } from './10-alive-ready.ts';
import { together } from './11-together.ts';
import { proveIt } from './12-prove-it.ts';
import type { Lesson } from './lesson.ts';

/** All lessons, in the order in which they are best taken. */
export const LESSONS: readonly Lesson[] = [
  oneOrder,
  oneSaysNo,
  lostAnswer,
  deliveredTwice,
  undoFirst,
  noReturn,
  killNine,
  nobodyAnswers,
  fiftyBuyers,
  aliveReady,
  together,
  proveIt,
];

/** The lesson of a number or a name; undefined when there is none. */
export const findLesson = (wanted: string): Lesson | undefined =>
  LESSONS.find(({ number, name }) => name === wanted || String(number) === wanted);
