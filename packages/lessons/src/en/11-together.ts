import type { LessonTexts } from '../lesson-texts.ts';

export const together: LessonTexts = {
  title: 'Together is cheaper',
  problem: [
    'A commit waits for the disk. One order needs seven or eight of them, and a disk does a few hundred a second, so a shop could take only a few dozen orders a second, however fast its code is. Waiting a little for others to come along would help, but whoever is alone would wait too.',
    'There is a way without waiting: while one batch is being committed, whatever arrives makes the next one. Alone, a command is its own batch and waits for nobody. In a crowd, hundreds share a commit, and the more come, the less each costs. Beyond that, requests are turned away at once with a hint when to try again, so that those let in are served in time.',
  ],
  question: '48 orders come at once instead of one after the other. How many commits does each of them cost?',
  answers: ['As many as one alone', 'A little fewer', 'A third, or even less'],
  because:
    'Whatever waits while one commit is written shares the next one. Nobody has waited longer for that.',
  doing:
    'Places 8 orders one after the other and 48 at once, as customers made for this lesson, and counts transactions by the shop’s own metrics. All are cancelled afterwards.',
  says: {
    alone: '{orders} orders one after the other: {commits} transactions, {each} an order',
    atOnce: '{orders} orders at once: {commits} transactions, {each} an order',
    allConfirmed: 'All {n} orders were confirmed',
    fewer: 'At once an order costs {together} transactions instead of {alone}, less than a third',
    inWorld: 'World {seed}, {orders} orders',
    withBatches: 'with batches: {commands} commands in {batches} transactions',
    withoutBatches: 'without: {commands} commands in {batches} transactions',
    oneEach: 'Without batches each command has a transaction of its own: {n}',
    more: '{single} transactions instead of {batches}',
    sameEnd: 'Both worlds end the same way: no rule is broken',
  },
  off: 'In a simulated world each participant writes every command in a transaction of its own.',
  code: {
    batcher: 'what arrives meanwhile makes the next batch',
    loadShedder: 'who is turned away, and when',
    writeSagas: 'many sagas in one statement',
  },
  cost: 'It is what makes the shop fast: 0.44 ms of processor time an order with 256 under way. The same saga without batches takes 3.3 ms, and does 493 orders a second instead of 3,273.',
};
