import type { LessonTexts } from '../lesson-texts.ts';
import { brokenWorld } from './broken-world.ts';

export const killNine: LessonTexts = {
  title: 'kill −9',
  problem: [
    'A process dies in the middle of two hundred orders. Nothing was said, nothing was closed; what it had in memory is gone. Another process has to go on with each of them, where the database says that it was. And if the first one was not dead but only frozen, it wakes up and goes on too: then two work on the same order, and each believes that it is alone.',
    'A runner lives by a heartbeat, a row that it has to renew. Whoever takes over raises the saga’s version, and every save checks it: the one that woke up has an old number, its save changes nothing, and it drops the saga before it sends anything more.',
  ],
  question:
    'A frozen runner wakes up and saves. What keeps it from spoiling the order that another has finished?',
  answers: [
    'It sees by the clock that it was away',
    'Its save names a version that is no longer there',
    'The other one has locked the row for as long as it works',
  ],
  because:
    'Clocks lie, and locks end with their connection. A number that is checked by the write itself cannot be missed.',
  doing:
    'Runs 300 simulated worlds in which runners die and freeze before and after everything that they do, and counts. Below, choose which mistake is planted.',
  options: {
    noVersion: 'no version is checked',
    zombie: 'a runner that woke up does not believe that its saga is lost',
  },
  says: {
    ...brokenWorld,
    ran: '{runs} worlds with {sagas} sagas',
    ended: '{n} × {what}',
    allEnd: 'All {n} sagas have ended; still open: {open}',
    nothingBroken: 'No rule was broken in {n} worlds; broken: {broken}',
    died: 'A runner died: {n} times',
    frozen: 'A runner froze: {n} times',
    takenOver: 'Another took its sagas over: {n} times',
    fenced: 'A runner learnt by a version that a saga was not its own any more: {n} times',
  },
  off: 'Versions are no longer checked, or whoever is told that its saga is lost goes on with it.',
  code: {
    claim: 'taking over: the version is raised',
    lockSagas: 'every save checks it',
    membership: 'the heartbeat, and what happens when it stops',
  },
  cost: 'A number in each row, and a small update a second for each process. It does not show in the 0.44 ms of processor time of an order.',
};
