import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { BY_KEY } from '@sagashop/chassis/postgres/by-key';
import { openDatabase } from '@sagashop/chassis/service/database';
import { plansOf } from '@sagashop/chassis/testing';
import { lockAccounts, saveAccounts } from '../../src/store/accounts.ts';
import { endHolds, lockHolds } from '../../src/store/holds.ts';
import { newDatabase } from '../opened.ts';

const migrations = new URL('../../migrations/', import.meta.url);
const url = await newDatabase();
const { sql, close } = await openDatabase({ name: 'test', url, pool: 1, migrations, settings: BY_KEY });
after(close);

test('however many accounts a batch writes, none is compared with each of the others', async () => {
  const [order, user] = [randomUUID(), randomUUID()];
  await sql`insert into accounts (user_id, balance) values (${user}, 5)`;
  await sql`insert into holds (order_id, user_id, amount, state) values (${order}, ${user}, 1, 'held')`;
  await sql.transaction(async (tx) => {
    await lockHolds(tx, [order]);
    await lockAccounts(tx, { users: [user], orders: [order], refunds: [order] });
    await saveAccounts(tx, [{ userId: user, balance: 5, held: 1 }]);
    await endHolds(tx, 'released', [order]);
  });
  const plans = [...(await plansOf(sql))].filter(([statement]) => /accounts|holds/.test(statement));
  assert.ok(plans.length >= 4, `${plans.length} statements`);
  for (const [statement, plan] of plans)
    assert.doesNotMatch(plan, /Seq Scan|Hash Join|Merge|Join Filter:[^\n]* = /, `${statement}\n${plan}`);
});
