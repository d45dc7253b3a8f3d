import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, refused } from '../src/message.ts';
import { FINISH, FORWARD, type Participant, settle, silent, UNDO, world } from './fake-world.ts';

/** A point where a runner can die: before a command leaves, before a save, or after one whose answer it never hears. */
const KINDS = ['send', 'save', 'answer to a save'] as const;
type Kind = (typeof KINDS)[number];
const TYPES = [...FORWARD, ...FINISH, ...UNDO];

/** A world whose runner dies at the nth such point: nothing of what it does afterwards reaches anyone. */
function mortal(kind: Kind, point: number, participants: Record<string, Participant>) {
  let count = 0;
  let dead = false;
  const dies = (what: Kind) => {
    if (!dead && what === kind && count++ === point) dead = true;
    return dead;
  };
  const participant = (type: string): Participant => {
    const answer = participants[type] ?? (() => done({ date: 'd' }));
    return (command) => (dies('send') ? silent(command) : answer(command));
  };
  const w = world({
    participants: Object.fromEntries(TYPES.map((type) => [type, participant(type)])),
    wrap: (log) => ({
      ...log,
      save: async (item) => {
        if (dies('save')) return new Promise(() => {});
        const saved = await log.save(item);
        return dies('answer to a save') ? new Promise(() => {}) : saved;
      },
    }),
  });
  return { w, died: () => dead, revive: () => (dead = false) };
}

async function endOf(kind: Kind, point: number, participants: Record<string, Participant>) {
  const { w, died, revive } = mortal(kind, point, participants);
  w.begin();
  await settle();
  const hasDied = died();
  if (hasDied) {
    revive();
    const unfinished = [...w.log.rows.values()].filter((row) => row.status !== 'ended').length;
    assert.equal(await w.another().resume(), unfinished);
    await w.clock.pass(1_000);
  }
  return { died: hasDied, ended: w.saved().ended, reason: w.saved().reason?.code, types: w.types() };
}

for (const kind of KINDS) {
  test(`a runner that dies at any ${kind} of an order that goes through leaves one that ends completed`, async () => {
    for (let point = 0; ; point++) {
      const { died, ended } = await endOf(kind, point, {});
      assert.equal(ended, 'completed', `${kind} ${point}`);
      if (!died) return assert.ok(point >= 2);
    }
  });

  test(`a runner that dies at any ${kind} of a refused order leaves one that ends refused, all undone`, async () => {
    for (let point = 0; ; point++) {
      const { died, ended, reason, types } = await endOf(kind, point, {
        'delivery.book': () => refused('no_courier'),
      });
      assert.deepEqual([ended, reason], ['refused', 'no_courier'], `${kind} ${point}`);
      for (const undo of UNDO) assert.ok(types.includes(undo));
      if (!died) return assert.ok(point >= 3);
    }
  });
}

test('a frozen runner that wakes after a take-over is dropped, and decides nothing', async () => {
  let book = (_reply: ReturnType<typeof done>) => {};
  let asked = 0;
  const w = world({
    participants: {
      'delivery.book': () =>
        asked++ === 0 ? new Promise((resolve) => (book = resolve)) : refused('no_courier'),
    },
  });
  const id = w.begin();
  await settle();
  const other = w.another();
  assert.equal(await other.resume(), 1);
  await settle();
  assert.equal(w.saved().ended, 'refused');
  const before = w.sent.length;
  book(done({ date: 'x' }));
  await settle();
  assert.deepEqual([w.sent.length, w.runner.running()], [before, 0]);
  assert.ok(w.observed.includes(`lost ${id}`));
  assert.equal(w.saved().ended, 'refused');
});

test('resuming tries again while the log is away, and takes no saga twice', async () => {
  let calls = 0;
  const w = world({
    participants: { 'payment.hold': silent },
    wrap: (log) => ({
      ...log,
      claim: async (request) => {
        calls++;
        if (calls === 1) throw new Error('away');
        if (calls === 2) return { rows: [], left: true };
        return log.claim({ ...request, limit: 1 });
      },
    }),
  });
  for (let index = 0; index < 3; index++) w.begin();
  await w.runner.stop();
  const next = w.another();
  const resumed = next.resume();
  await w.clock.pass(1_000);
  assert.equal(await resumed, 3);
  assert.equal(next.running(), 3);
  assert.equal(await next.resume(), 0);
});
