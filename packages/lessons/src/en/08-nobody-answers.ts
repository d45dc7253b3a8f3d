import type { LessonTexts } from '../lesson-texts.ts';
import { brokenWorld } from './broken-world.ts';

export const nobodyAnswers: LessonTexts = {
  title: 'Nobody answers',
  problem: [
    'The courier service is silent. Was the command lost, is it slow, is it dead? One cannot know. Waiting for ever keeps the customer’s money; giving up at once throws away what would have come. And some things no waiting cures: the service answers, but with an error, every time.',
    'So before the pivot a saga has a deadline: silence is asked again, with growing pauses, until then, and after it the saga turns back. After the pivot there is no giving up, only asking again. And what has answered with a fault ten times in a row is parked: nothing is lost, a person looks at it, mends the cause, and presses Try now.',
  ],
  question:
    'After the pivot, taking the money fails with an error, again and again. What becomes of the order?',
  answers: [
    'It is turned back after thirty seconds',
    'It is tried for ever, without anybody knowing',
    'It is tried, then parked until a person presses a button',
  ],
  because:
    'It was promised, so it is not turned back. But ten faults in a row mean that somebody has to look.',
  doing:
    'Places an order whose message to its customer fails each time, until it is parked: the pauses grow, so this takes twelve to twenty-three seconds. Then the fault is lifted, and Try now is pressed in your name; that takes an owner, so sign in as admin. A deadline takes half a minute here: silence is tried in 300 simulated worlds.',
  says: {
    ...brokenWorld,
    ran: 'Besides, {runs} worlds in which participants are silent, with {sagas} sagas',
    tried: 'The message to the customer was tried {attempts} times; faults: {hits}. Then it was parked.',
    press: '{who} pressed Try now: {before} became {after}',
    afterwards: 'The order is {status}',
    parked: 'Parked after this many faults, each with its attempt: {n}',
    onePress: 'Presses in the log: {n}, by {who}',
    ended: 'After it the saga has ended, and the order is {status}',
    timedOut: 'In the worlds, orders that were turned back by their deadline: {n}',
    allEnd: 'In the worlds all {n} sagas have ended; still open: {open}',
  },
  off: 'Trying again stops after the second time.',
  code: {
    backOffBefore: 'how long it waits before it asks again',
    turnBack: 'what a deadline does before the pivot',
    intervene: 'the operator’s buttons',
  },
  cost: 'A timer for each saga under way, in memory. Nothing is written for an attempt that goes well.',
};
