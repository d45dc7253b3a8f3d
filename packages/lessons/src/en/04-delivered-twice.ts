import type { LessonTexts } from '../lesson-texts.ts';
import { brokenWorld } from './broken-world.ts';

export const deliveredTwice: LessonTexts = {
  title: 'Delivered twice',
  problem: [
    'A command is sent, no answer comes, and the sender asks again. Perhaps the first one got lost; perhaps it was done, and only its answer got lost. Networks repeat messages too. Whoever promises “exactly once” has only moved the question.',
    'So whatever is asked twice has to have its effect once. A participant knows a command by its natural key: this order, this kind of command. It looks under a lock whether it has done that already; if so, it gives the answer that it gave then. It keeps no list of message numbers: the row that the command has made is the memory.',
  ],
  question: 'The command to set money aside arrives twice. What does payment answer the second time?',
  answers: [
    'The same as the first time, and does nothing',
    'That it is known already, an error',
    'It sets the money aside again, and corrects that later',
  ],
  because:
    'The sender has asked again because it knows nothing. The same answer is the only one that it can go on with.',
  doing:
    'Runs 300 simulated worlds with the shop’s own sagas, in which messages come twice, late, or not at all, and counts what became of the orders.',
  says: {
    ...brokenWorld,
    ran: '{runs} worlds with {sagas} sagas',
    ended: '{n} × {what}',
    allEnd: 'All {n} sagas have ended; still open: {open}',
    nothingBroken: 'No rule was broken in {n} worlds; broken: {broken}',
    twice: 'Messages came twice, or once more very late: {n} times',
    again: 'Something was done, and its answer got lost, so that it was asked again: {n} times',
  },
  off: 'The participant no longer looks whether it has done something already.',
  code: {
    participant: 'what every participant does with a batch of commands',
    holdMoney: 'the decision: done before, done now, or refused',
    lockHolds: 'the lock under which it looks',
  },
  cost: 'No table and no query more: the row is read anyway, to be locked. It is in the 0.44 ms of processor time of an order.',
};
