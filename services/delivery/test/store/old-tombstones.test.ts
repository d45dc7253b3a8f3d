import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { testDatabase } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { deleteOldTombstones } from '../../src/store/bookings.ts';
import { command, day, opened } from '../opened.ts';

const url = await testDatabase('delivery_tombstones');
const delivery = await opened(url);
const sql = connect(url, { name: 'test', max: 1 });
after(async () => {
  await sql.end();
  await delivery.service.stop();
});

test('a tombstone is forgotten after seven days, some at a time, and nothing else is', async () => {
  const undo = async (id: string) => void (await delivery.send(command('delivery.cancel', id)));
  const [one, two, young, refused] = [newId(), newId(), newId(), newId()];
  for (const id of [one, two, young]) await undo(id);
  assert.equal((await delivery.book(refused, day(1))).kind, 'refused');
  await sql`
    update bookings set created_at = now() - interval '7 days 1 minute'
    where order_id in ${sql([one, two, refused])}`;
  assert.equal(await deleteOldTombstones(sql, 1), 1);
  assert.equal(await deleteOldTombstones(sql, 10), 1);
  assert.equal(await deleteOldTombstones(sql, 10), 0);
  const left = await sql<{ orderId: string }[]>`select order_id from bookings order by order_id`;
  assert.deepEqual(left.map((row) => row.orderId).sort(), [young, refused].sort());
});
