import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { sweeper } from '../src/work/sweeper.ts';

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

test('a turn that takes long is never joined by another', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let turns = 0;
  const first = Promise.withResolvers<void>();
  const sweep = sweeper({
    name: 'test',
    every: 1000,
    log: pino({ level: 'silent' }),
    work: () => {
      turns += 1;
      return first.promise;
    },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  sweep.start();
  for (let minute = 0; minute < 10; minute += 1) {
    t.mock.timers.tick(60_000);
    await settle();
  }
  assert.equal(turns, 1);
  first.resolve();
  await settle();
  t.mock.timers.tick(1000);
  assert.equal(turns, 2);
  await sweep.stop();
});
