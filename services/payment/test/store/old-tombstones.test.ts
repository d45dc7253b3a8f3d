import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { testDatabase } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { deleteOldTombstones } from '../../src/store/holds.ts';
import { command, opened } from '../opened.ts';

const url = await testDatabase('payment_tombstones');
const payment = await opened(url);
const sql = connect(url, { name: 'test', max: 1 });
after(async () => {
  await sql.end();
  await payment.service.stop();
});

test('a tombstone is forgotten after seven days, some at a time, and nothing else is', async () => {
  const undo = async (id: string) => void (await payment.send(command('payment.release', id)));
  const [one, two, young, refused] = [newId(), newId(), newId(), newId()];
  for (const id of [one, two, young]) await undo(id);
  assert.equal((await payment.hold(refused, newId(), 300)).kind, 'refused');
  await sql`
    update holds set created_at = now() - interval '7 days 1 minute'
    where order_id in ${sql([one, two, refused])}`;
  assert.equal(await deleteOldTombstones(sql, 1), 1);
  assert.equal(await deleteOldTombstones(sql, 10), 1);
  assert.equal(await deleteOldTombstones(sql, 10), 0);
  const left = await sql<{ orderId: string }[]>`select order_id from holds order by order_id`;
  assert.deepEqual(left.map((row) => row.orderId).sort(), [young, refused].sort());
});
