import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { migrate } from '@sagashop/chassis/postgres/migrate';
import { sqlState } from '@sagashop/chassis/postgres/sql-state';
import { testDatabase } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { allRight, opened } from '../opened.ts';

const folder = new URL('../../migrations/', import.meta.url);
const url = await testDatabase('payment_older');
const sql = connect(url, { name: 'test', max: 1 });
const OLDER = [
  '0001-ledger.sql',
  '0002-closed-accounts.sql',
  '0003-refunds.sql',
  '0004-refunds-once.sql',
  '0005-old-tombstones.sql',
];

/** An order with a payment of 300, as the release before writes it. */
async function paid(state = 'captured') {
  const [user, order, deposit] = [newId(), newId(), newId()];
  await sql`insert into accounts (user_id, balance) values (${user}, ${state === 'refunded' ? 300 : 0})`;
  await sql`insert into holds (order_id, user_id, amount, state) values (${order}, ${user}, 300, ${state})`;
  await sql`insert into entries (transfer_id, kind, account, user_id, amount) values
    (${deposit}, 'deposit', 'customer', ${user}, 300), (${deposit}, 'deposit', 'deposits', null, -300),
    (${order}, 'capture', 'customer', ${user}, -300),
    (${order}, 'capture', 'sales', null, 300)`;
  return { user, order };
}

/** As the release before gives a payment back: all of it, without a cause. */
const refundAsBefore = (user: string, order: string) => sql`
  insert into entries (transfer_id, kind, account, user_id, amount, refunds)
  select ${newId()}, 'refund', account, owner, amount, ${order}
  from (values ('customer', ${user}::uuid, 300), ('sales', null, -300)) as side (account, owner, amount)`;

test('what went back before parts were known counts, and so does what the release before gives back beside this one', async () => {
  await migrate(sql, folder, { only: new Set(OLDER) });
  const earlier = await paid('refunded');
  await refundAsBefore(earlier.user, earlier.order);
  await migrate(sql, folder);
  const payment = await opened(url);
  after(async () => {
    await payment.service.stop();
    await sql.end();
  });
  const refunded = async (order: string) =>
    (await sql`select refunded from holds where order_id = ${order}`)[0]!['refunded'];
  assert.equal(await refunded(earlier.order), 300);
  const part = { cause: newId(), amount: 1 };
  assert.deepEqual(await payment.refund(earlier.order), { kind: 'done' });
  assert.equal((await payment.refund(earlier.order, part)).kind, 'refused');

  const beside = await paid();
  assert.deepEqual(await payment.refund(beside.order, part), { kind: 'done' });
  // It knows of no part, and would give back too much: the database refuses, and its saga tries again until this release does it.
  await assert.rejects(refundAsBefore(beside.user, beside.order), (error) => sqlState(error) === '23514');
  assert.deepEqual(await payment.refund(beside.order), { kind: 'done' });
  assert.equal(await refunded(beside.order), 300);
  assert.ok(allRight(await payment.audit()));
});
