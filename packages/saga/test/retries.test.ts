import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, fault, type Reply, refused } from '../src/message.ts';
import { throwing } from './example.ts';
import { FINISH, FORWARD, first, settle, silent, unreachable, world } from './fake-world.ts';

test('a decision that cannot be saved is tried for ever, and no deadline comes between', async () => {
  let failures = 0;
  const w = world({
    wrap: (log) => ({
      ...log,
      save: (item) => (item.decide && failures++ < 15 ? Promise.reject(new Error('away')) : log.save(item)),
    }),
  });
  w.begin();
  await w.clock.pass(200_000);
  assert.deepEqual(w.types(), [...FORWARD, ...FINISH]);
  assert.equal(w.saved().ended, 'completed');
});

test('what is not answered is sent again with doubling back-off, at most 5 s before the pivot', async () => {
  const w = world({ participants: { 'payment.hold': unreachable }, settings: { sweep: 10 } });
  w.begin();
  await w.clock.pass(29_000);
  const gaps = w.sent.map(({ at }, index) => at - (w.sent[index - 1]?.at ?? 0));
  assert.deepEqual(gaps, [0, 50, 100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000, 5000]);
  assert.equal(w.saved().steps[0]?.attempts, 13, 'a saga that retries is saved for the timeline');
  await w.clock.pass(2_000);
  assert.deepEqual(w.types().slice(-2), ['payment.release', 'notify.tell']);
  assert.equal(w.saved().reason?.code, 'timed_out');
});

test('after the pivot it is sent for ever, at most 10 s apart', async () => {
  const w = world({ participants: { 'stock.take': first(20, unreachable) } });
  w.begin();
  await w.clock.pass(300_000);
  const times = w.sent.filter(({ command }) => command.type === 'stock.take').map(({ at }) => at);
  assert.equal(times.length, 21);
  assert.equal(times.at(-1)! - times.at(-2)!, 10_000);
  assert.equal(w.saved().ended, 'completed');
});

test('an attempt that stays silent for 5 s counts as unanswered, and its late reply still counts', async () => {
  const answers: ((reply: Reply) => void)[] = [];
  const w = world({
    participants: { 'payment.hold': () => new Promise((resolve) => answers.push(resolve)) },
  });
  w.begin();
  await w.clock.pass(5_200);
  assert.equal(answers.length, 2);
  answers[0]!(done());
  await w.clock.pass(0);
  assert.deepEqual(w.types(), ['payment.hold', ...FORWARD, ...FINISH]);
  await w.clock.pass(60_000);
  assert.equal(w.types().length, 7, 'nothing is sent for what has ended');
});

test('a late fault of an earlier attempt is not counted again', async () => {
  const answers: ((reply: Reply) => void)[] = [];
  const w = world({
    participants: { 'payment.hold': () => new Promise((resolve) => answers.push(resolve)) },
  });
  w.begin();
  await w.clock.pass(5_200);
  answers[0]!(fault('late'));
  await w.clock.pass(1_000);
  assert.equal(answers.length, 2);
});

test('the deadline turns a silent saga back', async () => {
  const w = world({ participants: { 'delivery.book': silent } });
  w.begin();
  await w.clock.pass(29_900);
  assert.ok(!w.types().includes('payment.release'));
  await w.clock.pass(200);
  assert.equal(w.saved().reason?.code, 'timed_out');
  assert.equal(w.saved().ended, 'refused');
});

test('ten answered faults park a step; an operator sends it again', async () => {
  const w = world({ participants: { 'stock.take': first(10, () => fault('broken')) } });
  const id = w.begin();
  await w.clock.pass(100_000);
  assert.equal(w.types().filter((type) => type === 'stock.take').length, 10);
  assert.deepEqual(w.observed.at(-1), 'parked do take the goods');
  assert.equal([...w.log.rows.values()][0]!.status, 'parked');
  assert.equal(await w.runner.intervene('unknown', { type: 'retry' }), 'not_found');
  assert.equal(await w.runner.intervene(id, { type: 'retry', step: 'take the goods' }), 'done');
  await settle();
  assert.equal(w.saved().ended, 'completed');
});

test('a participant that answers nonsense has answered a fault', async () => {
  const nonsense = [undefined, null, 'yes', {}, { kind: 'refused' }, { kind: 'other' }] as unknown as Reply[];
  const w = world({ participants: { 'payment.hold': first(6, () => Promise.resolve(nonsense.pop()!)) } });
  w.begin();
  await w.clock.pass(10_000);
  assert.equal(w.saved().ended, 'completed');
  assert.equal(w.saved().steps[0]?.faults, 6);
});

test('a body that cannot be built is never sent, parks its step, and is undone at the deadline', async () => {
  const w = world();
  w.begin(throwing);
  await w.clock.pass(29_000);
  assert.deepEqual([w.types(), w.observed], [[], ['parked do hold the money']]);
  await w.clock.pass(2_000);
  assert.deepEqual([w.types(), w.saved().ended], [['payment.release'], 'refused']);
});

test('a failed decision is made again after its back-off', async () => {
  let asked = 0;
  const w = world({ decisions: { confirm: () => (asked++ < 3 ? fault('locked') : done()) } });
  w.begin();
  await settle();
  assert.equal(asked, 1);
  await w.clock.pass(2_000);
  assert.equal(asked, 4);
  assert.equal(w.saved().ended, 'completed');
});

test('a state that stays unsaved for half a second is saved for the timeline', async () => {
  let saves = 0;
  const w = world({
    participants: { 'delivery.book': silent },
    wrap: (log) => ({
      ...log,
      save: (item) => {
        saves++;
        return log.save(item);
      },
    }),
  });
  w.begin();
  await w.clock.pass(450);
  assert.equal(w.saved().steps.length, 0);
  await w.clock.pass(150);
  assert.deepEqual(
    w.saved().steps.map((step) => step.status),
    ['done', 'done', 'sent'],
  );
  await w.clock.pass(3_000);
  assert.equal(saves, 1, 'and not again before something changes');
});

test('a saga that retries is saved at once, without waiting for the half second', async () => {
  const w = world({ participants: { 'payment.hold': unreachable } });
  w.begin();
  await w.clock.pass(60);
  assert.equal(w.saved().steps[0]?.attempts, 2);
});

test('a retry that waits for its back-off is not sent when an earlier attempt answers, or when all is undone', async () => {
  const answers: ((reply: Reply) => void)[] = [];
  const w = world({
    settings: { backOff: 2_000 },
    participants: {
      'payment.hold': () => new Promise((resolve) => answers.push(resolve)),
      'stock.reserve': unreachable,
      'delivery.book': () => refused('no_courier'),
      'payment.release': first(1, silent),
    },
  });
  w.begin();
  await w.clock.pass(5_100);
  answers[0]!(done());
  await w.clock.pass(20_000);
  assert.deepEqual(w.types().slice(0, 3), ['payment.hold', 'stock.reserve', 'delivery.book']);
  assert.equal(w.types().filter((type) => type === 'payment.hold' || type === 'stock.reserve').length, 2);
  assert.equal(w.saved().ended, 'refused');
});
