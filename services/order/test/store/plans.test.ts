import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { findKeys } from '@sagashop/chassis/guards/idempotency';
import { BY_KEY } from '@sagashop/chassis/postgres/by-key';
import { connect } from '@sagashop/chassis/postgres/connect';
import { plansOf } from '@sagashop/chassis/testing';
import { lockSagas, type Save, writeLockedSagas, writeSagas } from '@sagashop/saga/saves-postgres';
import { initialState } from '@sagashop/saga/state';
import { lockToCancel, markOrders, sagasInFlight, withdrawOrders } from '../../src/store/cancellations.ts';
import { changedOrders } from '../../src/store/changed-orders.ts';
import { findOrderKeys, giveUpKeys, PLACE } from '../../src/store/keys.ts';
import { linesOf, lockOrders, ordersOf, settleOrders } from '../../src/store/orders.ts';
import { orderService } from '../order-world.ts';

// Empty tables, of which PostgreSQL knows nothing: it is tempted to read all of them.
const { url, stop } = await orderService();
await stop();
const sql = connect(url, { name: 'test', max: 1, settings: BY_KEY });
after(() => sql.end());

const id = randomUUID();
const use = { caller: id, route: PLACE, key: 'k', fingerprint: 'f' };
const save: Save = { saga: randomUUID(), order: id, version: 1, state: initialState({}) };
const order = {
  ...{
    id,
    number: 1,
    userId: id,
    status: 'confirmed' as const,
    reason: null,
    total: 1,
    language: 'en' as const,
  },
  ...{ deliveryDate: null, createdAt: new Date(), answer: { status: 201, response: '{}' } },
};

test('whatever an order is asked of the database, its rows are found by key, one after the other', async () => {
  await sql.transaction(async (tx) => {
    await lockSagas(tx, [save]);
    await writeLockedSagas(tx, [save]);
    await lockOrders(tx, [id]);
    await settleOrders(tx, [order]);
    await lockToCancel(tx, [id]);
    await sagasInFlight(tx, [id]);
    await markOrders(tx, new Map([[id, 'cancelled_by_customer']]));
    await withdrawOrders(tx, new Map([[id, 'cancelled_by_customer']]));
    await giveUpKeys(tx, [{ ...use, subject: id }]);
  });
  await writeSagas(sql, [save]);
  await ordersOf(sql, [id]);
  await linesOf(sql, [id]);
  await changedOrders(sql, [{ order: id, mark: '' }]);
  await findOrderKeys(sql, [use]);
  await findKeys(sql, [use]);
  const plans = await plansOf(sql);
  assert.ok(plans.size >= 15, `${plans.size} statements`);
  for (const [statement, plan] of plans) {
    const found = `${statement}\n${plan}`;
    assert.doesNotMatch(plan, /Seq Scan|Hash|Merge|Join Filter:[^\n]* = /, found);
    // A scan without a condition reads a whole index.
    for (const [, next] of plan.matchAll(/Index (?:Only )?Scan[^\n]*\n\s*(\S[^\n]*)/g))
      assert.match(next!, /^Index Cond/, found);
  }
});
