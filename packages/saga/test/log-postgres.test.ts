import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import type { SagaRow } from '../src/log.ts';
import { insertSagas, postgresLog } from '../src/log-postgres.ts';
import { done } from '../src/message.ts';
import { batch } from './database.ts';
import { confirm, confirming, itemFor, newSaga, openOrders } from './orders-database.ts';

const { sql, logOf, started, rowOf, decidedOf, close } = await openOrders();
after(close);
beforeEach(() => sql`truncate sagas, orders`);

test('new sagas are written in one statement and come back in order, by the clock of the database', async () => {
  const sagas = [newSaga(), { ...newSaga(), deadlineMs: 5_000 }, newSaga()];
  const rows = (await sql.begin((tx) => insertSagas(tx, sagas, 0))) as SagaRow[];
  assert.deepEqual(
    rows.map((row) => row.id),
    sagas.map((saga) => saga.id),
  );
  assert.deepEqual(
    rows.map((row) => row.remaining),
    [30_000, 5_000, 30_000],
  );
  const [found] = await sql`
    select (extract(epoch from deadline) * 1000)::float8 as ms, extract(epoch from deadline - started_at)::int as s
    from sagas where id = ${rows[1]!.id}`;
  assert.ok(Math.abs(found!['ms'] - rows[1]!.deadline) < 1);
  assert.equal(found!['s'], 5);
  assert.equal(rows[0]!.state.going, 'forward');
  assert.deepEqual(await sql.begin((tx) => insertSagas(tx, [], 0)), []);
});

test('sagas that are there already are left as they are', async () => {
  const saga = newSaga();
  const [first] = (await sql.begin((tx) => insertSagas(tx, [saga], 0))) as SagaRow[];
  await logOf().save(itemFor(first!, { stage: 2 }));
  await sql.begin((tx) => insertSagas(tx, [saga], 0));
  assert.equal((await rowOf(first!)).data.stage, 2);
});

test('a saga and its order are written together or not at all', async () => {
  const saga = newSaga();
  await assert.rejects(
    sql.begin(async (tx) => {
      await insertSagas(tx, [saga], 0);
      throw new Error('the order could not be written');
    }),
  );
  assert.equal((await sql`select from sagas`).length, 0);
});

test('any text in the data survives, in batches too', async () => {
  const texts = [
    '"quotes"',
    'back\\slash',
    'line\nfeed\r',
    'Чай',
    '{braces},null',
    '\u0000nul \u2028',
    '\ud800',
    "o'clock",
  ];
  const rows = await started(texts.length, (index) => ({ text: texts[index] }));
  const log = logOf();
  await Promise.all(rows.map((row) => log.save(itemFor(row, { stage: 1 }))));
  for (const [index, row] of rows.entries()) {
    const { data } = await rowOf(row);
    assert.deepEqual([data.stage, data.data], [1, { text: texts[index] }]);
  }
});

test('a save is written under the version check, and the same save twice succeeds', async () => {
  const [row, other] = await started(2);
  const log = logOf();
  const ended = itemFor(row!, { ended: 'refused', reason: { code: 'no' } });
  await log.save(ended);
  const once = await rowOf(row!);
  assert.deepEqual([once.state, once.outcome, once.version], ['ended', 'refused', 1]);
  assert.deepEqual(await log.save(ended), ended.state);
  assert.deepEqual((await rowOf(row!)).ended, once.ended);
  assert.equal((await rowOf(other!)).state, 'running');
  assert.equal(await log.save({ ...itemFor(other!, { stage: 5 }), version: 2 }), 'lost');
  assert.equal((await rowOf(other!)).data.stage, 0, 'what is lost is not written');
  assert.equal(await log.save({ ...itemFor(other!), saga: randomUUID() }), 'lost');
});

test('a parked saga is marked as such', async () => {
  const [row] = await started(1);
  const line = { name: 'x', phase: 'do', attempts: 1, startedAt: '', endedAt: null } as const;
  await logOf().save(itemFor(row!, { steps: [{ ...line, status: 'parked' }] }));
  assert.equal((await rowOf(row!)).state, 'parked');
});

test('of two saves of one saga in one batch the last wins', async () => {
  const [row] = await started(1);
  const log = logOf();
  const saved = await Promise.all([
    log.save(itemFor(row!, { stage: 1 })),
    log.save(itemFor(row!, { stage: 2 })),
  ]);
  assert.deepEqual(
    saved.map((state) => state !== 'lost' && state.stage),
    [2, 2],
  );
  assert.equal((await rowOf(row!)).data.stage, 2);
});

test('decisions are made in the transaction that saves what follows from them', async () => {
  const rows = await started(4, (index) => ({ total: index === 2 ? 5_000 : 1 }));
  const log = logOf();
  const saved = await Promise.all([
    ...rows.slice(0, 3).map((row) => log.save(confirming(row))),
    log.save(itemFor(rows[3]!, { stage: 1 })),
  ]);
  assert.deepEqual(
    saved.map((state) => state !== 'lost' && state.stage),
    [3, 3, 9, 1],
  );
  for (const [index, row] of rows.entries()) assert.equal((await rowOf(row)).data.stage, [3, 3, 9, 1][index]);
  assert.deepEqual(await Promise.all(rows.map(decidedOf)), [1, 1, 1, 0]);
});

test('a decision whose saga was taken over is not made, while its neighbours are', async () => {
  const [mine, taken] = await started(2);
  await sql`update sagas set version = 2 where id = ${taken!.id}`;
  const log = logOf();
  const saved = await Promise.all([log.save(confirming(mine!)), log.save(confirming(taken!))]);
  assert.equal(saved[1], 'lost');
  assert.deepEqual(await Promise.all([decidedOf(mine!), decidedOf(taken!)]), [1, 0]);
  assert.equal((await rowOf(taken!)).data.stage, 0);
});

test('a decision that fails takes nothing with it, and one that is not known is a fault', async () => {
  const [row] = await started(1);
  const failing = logOf({
    confirm: async (tx) => {
      await tx`update orders set decided = 99`;
      throw new Error('poison');
    },
  });
  await assert.rejects(failing.save(confirming(row!)), /poison/);
  assert.equal(await decidedOf(row!), 0);
  const short = logOf({ confirm: async () => [] });
  await assert.rejects(short.save(confirming(row!)), /did not answer once an item/);
  await logOf({}).save(confirming(row!));
  assert.equal((await rowOf(row!)).data.stage, 9);
});

test('a decision that breaks at what stands in a row has answered a fault, which is saved; other errors are not', async () => {
  const [row, other] = await started(2);
  const poison = logOf({
    confirm: async (tx) => {
      await tx`select 1 / (select count(*) from orders where decided = 7)`;
      return [];
    },
  });
  assert.equal(((await poison.save(confirming(row!))) as { stage: number }).stage, 9);
  assert.equal((await rowOf(row!)).data.stage, 9);
  let reply: unknown;
  const settle = (came: unknown) => {
    reply = came;
    return row!.state;
  };
  await poison.save({ ...itemFor(row!), decide: { name: 'confirm', settle } });
  assert.deepEqual(reply, { kind: 'fault', message: "the decision 'confirm' failed: division by zero" });
  const locked = logOf({
    confirm: async (tx) => {
      await tx`set local lock_timeout = '1ms'`;
      await tx`select from orders for update nowait`;
      return [];
    },
  });
  await sql.begin(async (tx) => {
    await tx`select from orders for update`;
    await assert.rejects(locked.save(confirming(other!)), { code: '55P03' });
  });
  assert.equal((await rowOf(other!)).data.stage, 0);
});

test('a batch whose COMMIT was not heard of is repeated, and says the same', async () => {
  const rows = await started(3);
  const twice = postgresLog({
    sql,
    decisions: { confirm },
    batch: <I, O>(run: (items: I[]) => Promise<O[]>) =>
      batch<I, O>(async (items) => {
        await run(items);
        return run(items);
      }),
  });
  const saved = await Promise.all(rows.map((row) => twice.save(confirming(row))));
  assert.deepEqual(
    saved.map((state) => state !== 'lost' && state.stage),
    [3, 3, 3],
  );
});

test('all that a decision writes leaves before the COMMIT: it hands over statements, not what sends them', async () => {
  const [row] = await started(1);
  const log = logOf({
    confirm: async (tx, items, later) => {
      const write = (more: number) => tx`update orders set decided = decided * 10 + ${more}`;
      later(() => [write(1), write(2)]);
      // @ts-expect-error: what it asked for after an answer would come too late.
      const late: Parameters<typeof later>[0] = async () => void (await write(3));
      assert.equal(typeof late, 'function');
      return items.map(() => done());
    },
  });
  await log.save({ ...itemFor(row!, {}), decide: { name: 'confirm', settle: () => row!.state } });
  assert.equal(await decidedOf(row!), 12);
});
