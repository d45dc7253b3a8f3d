import { oneOrder } from './01-one-order.ts';
import { oneSaysNo } from './02-one-says-no.ts';
import { lostAnswer } from './03-lost-answer.ts';
import { fiftyBuyers } from './09-fifty-buyers.ts';
import type { Lesson } from './lesson.ts';

/** All lessons, in the order in which they are best taken. */
export const LESSONS: readonly Lesson[] = [oneOrder, oneSaysNo, lostAnswer, fiftyBuyers];

/** The lesson of a number or a name; undefined when there is none. */
export const findLesson = (wanted: string): Lesson | undefined =>
  LESSONS.find(({ number, name }) => name === wanted || String(number) === wanted);
