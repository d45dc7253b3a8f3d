import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SagaLog } from '../src/log.ts';
import { done, type Reply, refused } from '../src/message.ts';
import { createRunner } from '../src/run.ts';
import type { SagaState } from '../src/state.ts';
import { cancelOrder, placeOrder } from './example.ts';
import { FINISH, FORWARD, first, settle, silent, UNDO, world } from './fake-world.ts';

test('a saga runs to its end without its clock moving, saved at its pivot and at its end', async () => {
  const saves: string[] = [];
  const w = world({
    wrap: (log): SagaLog => ({
      ...log,
      save: (item) => {
        saves.push(item.decide?.name ?? item.state.ended ?? 'lazy');
        return log.save(item);
      },
    }),
  });
  const id = w.begin();
  assert.equal(w.runner.get(id)?.order, 'order of saga-1');
  await settle();
  assert.deepEqual(w.types(), [...FORWARD, ...FINISH]);
  assert.deepEqual(saves, ['confirm', 'completed']);
  assert.deepEqual(w.observed, ['decided confirm the order: done', 'ended completed']);
  assert.equal(w.runner.running(), 0);
  assert.equal(w.saved().ended, 'completed');
  await w.clock.pass(100);
  assert.equal(w.clock.timers(), 0, 'without sagas nothing ticks');
});

test('a command names saga and order; only a do before the pivot expires, a minute after the deadline', async () => {
  const w = world();
  w.begin();
  await settle();
  const { command } = w.sent[0]!;
  assert.deepEqual(command, {
    id: 'saga-1/hold the money/do/1',
    type: 'payment.hold',
    version: 1,
    saga: 'saga-1',
    order: 'order of saga-1',
    expiresAt: '2026-01-01T00:01:30.000Z',
    trace: null,
    body: { user: 'alice', amount: 500 },
  });
  assert.equal(w.sent.at(-1)!.command.expiresAt, null);
});

test('a refusal undoes all and ends as refused', async () => {
  const w = world({ participants: { 'stock.reserve': () => refused('out_of_stock') } });
  w.begin();
  await settle();
  assert.deepEqual(w.types(), [...FORWARD, ...UNDO, 'notify.tell']);
  assert.deepEqual(w.observed, ['decided cancel the order: done', 'ended refused']);
});

test('no undo leaves before the turn is saved', async () => {
  let away = true;
  const w = world({
    participants: { 'payment.hold': () => refused('no') },
    wrap: (log) => ({
      ...log,
      save: (item) => (away ? Promise.reject(new Error('away')) : log.save(item)),
    }),
  });
  w.begin();
  await w.clock.pass(20_000);
  assert.deepEqual(w.types(), ['payment.hold']);
  assert.equal(w.observed[0], 'log failed for saga-1: away');
  away = false;
  await w.clock.pass(10_000);
  assert.deepEqual(w.types(), ['payment.hold', 'payment.release', 'notify.tell']);
  assert.equal(w.saved().ended, 'refused');
});

test('a saga whose version check fails is dropped at once', async () => {
  const w = world({ participants: { 'stock.reserve': () => refused('out_of_stock') } });
  const id = w.begin();
  w.log.rows.get(id)!.version++;
  await w.clock.pass(60_000);
  assert.deepEqual(w.types(), FORWARD);
  assert.deepEqual(w.observed, [`lost ${id}`]);
  assert.equal(w.runner.running(), 0);
});

test('a decision of a lost saga is not made', async () => {
  let decided = 0;
  const confirm = () => {
    decided++;
    return done();
  };
  const w = world({ decisions: { confirm } });
  const id = w.begin();
  w.log.rows.get(id)!.version++;
  await settle();
  assert.equal(decided, 0);
});

test('replies that come while a state is being saved are taken afterwards', async () => {
  let finishSave = () => {};
  let book: (reply: Reply) => void = () => {};
  const w = world({
    participants: {
      'delivery.book': () =>
        new Promise((resolve) => {
          book = resolve;
        }),
    },
    wrap: (log) => ({
      ...log,
      save: async (item) => {
        if (!item.decide && !item.state.ended) await new Promise<void>((resolve) => (finishSave = resolve));
        return log.save(item);
      },
    }),
  });
  w.begin();
  await w.clock.pass(600);
  book(done({ date: 'x' }));
  await w.clock.pass(60_000);
  assert.deepEqual(w.types(), FORWARD);
  finishSave();
  await settle();
  assert.deepEqual(w.types(), [...FORWARD, ...FINISH]);
});

test('an observer that throws does not hurt the saga', async () => {
  const w = world();
  const boom = () => {
    throw new Error('observer');
  };
  const observe = { decided: boom, ended: boom, stepEnded: boom, parked: boom };
  const { log, clock } = w;
  const transport = { send: async () => done({ date: 'x' }) };
  const runner = createRunner({ definitions: [placeOrder], log, clock, transport, observe });
  for (const row of log.insert([
    { id: 'one', order: 'o', definition: placeOrder, data: { user: '', total: 1, lines: [] } },
  ])) {
    runner.start(row);
  }
  await settle();
  assert.equal(w.saved().ended, 'completed');
});

test('stopping sends nothing more and leaves the saga to the next start', async () => {
  const w = world({ participants: { 'payment.hold': first(1, silent) } });
  w.begin();
  await settle();
  await w.runner.stop();
  await w.clock.pass(60_000);
  assert.equal(w.sent.length, 1);
  assert.equal(w.clock.timers(), 0);
  const next = w.another();
  assert.equal(await next.resume(), 1);
  await w.clock.pass(1_000);
  assert.equal(w.saved().ended, 'refused', 'its deadline had passed');
});

test('stopping waits for saves in flight, but not for ever', async () => {
  const w = world({
    participants: { 'payment.hold': () => refused('no') },
    wrap: (log) => ({ ...log, save: () => new Promise(() => {}) }),
  });
  w.begin();
  await settle();
  let stopped = false;
  const stopping = w.runner.stop().then(() => (stopped = true));
  await w.clock.pass(4_900);
  assert.equal(stopped, false);
  await w.clock.pass(200);
  await stopping;
});

test('a runner refuses two definitions of one name and version, and rows of a definition it has not', () => {
  const w = world();
  const { log } = w;
  const transport = { send: async () => done() };
  assert.throws(
    () => createRunner({ definitions: [placeOrder, placeOrder], log, transport }),
    /version 1 is defined twice/,
  );
  const [row] = log.insert([{ id: 'x', order: 'o', definition: placeOrder, data: {} as never }]);
  const runner = createRunner({ definitions: [cancelOrder], log, transport });
  assert.throws(() => runner.start(row!), /Saga place-order has no version 1 here/);
});

test('what was being saved or answered while the runner stopped leads to nothing more', async () => {
  let answer: (reply: Reply) => void = () => {};
  let finishSave = () => {};
  const w = world({
    participants: {
      'payment.hold': (command) =>
        command.saga === 'saga-1' ? refused('no') : new Promise((resolve) => (answer = resolve)),
    },
    wrap: (log) => ({
      ...log,
      save: async (item) => {
        await new Promise<void>((resolve) => (finishSave = resolve));
        return log.save(item);
      },
    }),
  });
  w.begin();
  w.begin();
  await settle();
  const stopping = w.runner.stop();
  answer(done());
  finishSave();
  await stopping;
  await settle();
  assert.deepEqual(w.types(), ['payment.hold', 'payment.hold']);
  assert.equal((JSON.parse(w.log.rows.get('saga-1')!.data) as SagaState).going, 'back');
});
