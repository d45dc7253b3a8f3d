import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import type { SagaRow } from '../src/log.ts';
import { itemFor, openOrders } from './orders-database.ts';

const { sql, logOf, started, rowOf, close } = await openOrders();
after(close);
beforeEach(() => sql`truncate sagas, orders`);

const ownerOf = async ({ id }: SagaRow) =>
  (await sql`select owner from sagas where id = ${id}`)[0]?.['owner'];
const onward = (row: SagaRow) => ({ ...row.state, stage: row.state.stage + 1 });

test('a saga is changed and taken over at once: its runner saves no more', async () => {
  const [row] = await started(1);
  const log = logOf();
  await log.save(itemFor(row!, { stage: 4 }));
  const taken = await log.retake({ saga: row!.id, runner: 5, change: onward });
  assert.deepEqual([taken?.version, taken?.owner, taken?.state.stage], [2, 5, 5]);
  const kept = await rowOf(row!);
  assert.deepEqual([kept.version, kept.data.stage, await ownerOf(row!)], [2, 5, 5]);
  assert.equal(await log.save(itemFor(row!)), 'lost');
  assert.deepEqual(await log.save(itemFor(taken!, { stage: 6 })), { ...taken!.state, stage: 6 });
});

test('what has ended, is unknown or is not changed stays as it is', async () => {
  const [ended, running] = await started(2);
  const log = logOf();
  await log.save(itemFor(ended!, { ended: 'completed' }));
  let asked = 0;
  const change = () => void asked++;
  for (const saga of [ended!.id, randomUUID(), running!.id]) {
    assert.equal(await log.retake({ saga, runner: 5, change: () => change() }), undefined);
  }
  assert.equal(asked, 1);
  assert.deepEqual([(await rowOf(running!)).version, await ownerOf(running!)], [1, 0]);
});

test('of many who want a saga changed at once, each sees what the one before has left', async () => {
  const [row] = await started(1);
  const logs = Array.from({ length: 6 }, () => logOf());
  const taken = await Promise.all(
    logs.map((log, at) => log.retake({ saga: row!.id, runner: at + 1, change: onward })),
  );
  assert.deepEqual(new Set(taken.map((one) => one?.version)), new Set([2, 3, 4, 5, 6, 7]));
  assert.equal((await rowOf(row!)).data.stage, 6);
});
