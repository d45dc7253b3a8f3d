import type { LessonTexts } from '../lesson-texts.ts';
import { brokenWorld } from './broken-world.ts';

export const fiftyBuyers: LessonTexts = {
  title: 'Fifty buyers, one piece',
  problem: [
    'The last piece, and fifty people press Pay within the same moment. A program that reads “there is one”, decides, and then writes “there is none” sells it fifty times: between its reading and its writing all others have read the same. No test with one buyer ever shows this.',
    'Stock reads under a lock. Whatever arrives while one batch is being committed makes the next one; a batch locks the rows of its goods, in one order so that no two wait for each other, reads what is there, decides each command in plain code, and writes everything at once. Whoever comes later waits for that lock and reads what is left then.',
  ],
  question: 'Fifty people order all that there is, at once. How many get it?',
  answers: ['One', 'None: they block each other', 'Two or three, on a busy machine'],
  because:
    'Whoever holds the lock first decides first. All others read what has been written then, and are refused; nobody waits for ever, since locks are taken in one order.',
  doing:
    'Ten customers, made for this lesson, send fifty orders at once: first each for all pieces that there are, then each for a tenth of them. All are cancelled afterwards.',
  says: {
    ...brokenWorld,
    all: '{there} there, each wants all of them: {confirmed} confirmed, {soldOut} sold out',
    tenth: '{there} there, each wants a tenth: {confirmed} confirmed, {soldOut} sold out',
    one: 'There was enough for {enoughFor}: confirmed {confirmed}, refused as sold out {soldOut}',
    ten: 'There was enough for {enoughFor}: confirmed {confirmed}, refused as sold out {soldOut}',
    back: 'All were cancelled, and all pieces are back: {there} before, {thereAfter} after',
  },
  off: 'In a simulated world a participant reads what there is, and writes later what it has made of that.',
  code: {
    reserve: 'the decision, in plain code',
    lockGoods: 'the lock, in one order',
    batcher: 'how those who wait become one batch',
  },
  cost: 'Nothing to speak of: fifty orders for one product go into few batches, and each takes its lock once. Orders for one hot product alone are as fast as for a thousand different ones, within a tenth.',
};
