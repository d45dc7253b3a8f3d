import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { sweeper } from '../src/sweeper.ts';

test('a sweeper goes on after an error, and stopping waits for the turn that is under way', async () => {
  let turns = 0;
  let ended = 0;
  const third = Promise.withResolvers<void>();
  const sweep = sweeper({
    name: 'test',
    every: 1,
    log: pino({ level: 'silent' }),
    work: async () => {
      turns += 1;
      if (turns === 1) throw new Error('the first turn breaks');
      if (turns === 3) third.resolve();
      await new Promise((resolve) => setTimeout(resolve, 5));
      ended += 1;
    },
  });
  sweep.start();
  const alive = setInterval(() => {}, 1000); // the sweeper itself keeps no process alive
  await third.promise;
  await sweep.stop();
  const after = turns;
  assert.equal(ended, turns - 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  clearInterval(alive);
  assert.equal(turns, after);
});

test('stopping does not wait for ever for a turn that never ends', async () => {
  const begun = Promise.withResolvers<void>();
  const sweep = sweeper({
    name: 'test',
    first: 0,
    every: 1,
    log: pino({ level: 'silent' }),
    work: () => {
      begun.resolve();
      return new Promise(() => {});
    },
  });
  const alive = setInterval(() => {}, 1000);
  sweep.start();
  await begun.promise;
  await sweep.stop();
  clearInterval(alive);
});
