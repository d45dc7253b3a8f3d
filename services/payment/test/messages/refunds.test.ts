import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { sqlState } from '@sagashop/chassis/postgres/sql-state';
import { newId } from '@sagashop/kernel/ids';
import { allRight, laterOn, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const [here, there] = await Promise.all([opened(url), opened(url)]);
const sql = connect(url, { name: 'test', max: 1 });
after(() => Promise.all([here.service.stop(), there.service.stop(), sql.end()]));
const DONE = { kind: 'done' };

/** A customer with 1000, and an order of theirs that has paid so much. */
async function paid(amount: number) {
  const [user, order] = [await here.customer(1000), newId()];
  await here.hold(order, user, amount);
  await here.capture(order);
  return { user, order };
}

test('a refund gives the payment back, once, and points at what it gives back', async () => {
  const { user, order } = await paid(300);
  await laterOn();
  for (const service of [here, there, here]) assert.deepEqual(await service.refund(order), DONE);
  assert.deepEqual(await here.moneyOf(user), [1000, 0, 1000]);
  const { items } = await here.entriesOf(user);
  assert.deepEqual(
    items.map((entry: { kind: string; amount: { amount: number }; orderId?: string }) => [
      entry.kind,
      entry.amount.amount,
      entry.orderId,
    ]),
    [
      ['refund', 300, order],
      ['capture', -300, order],
      ['deposit', 1000, undefined],
    ],
  );
  assert.equal(new Set(items.map((entry: { id: string }) => entry.id)).size, 3);
  const [fact] = (await here.audit({ limit: 1, orders: [order] })).facts;
  const { state, captured, captures, refunded, refunds } = fact!;
  assert.deepEqual([state, captured, captures, refunded, refunds], ['refunded', 300, 1, 300, 1]);
});

test('what comes late, again or without cause after a refund changes nothing', async () => {
  const { user, order } = await paid(300);
  await here.refund(order);
  assert.deepEqual(await here.capture(order), DONE);
  assert.deepEqual(await here.hold(order, user, 300), DONE);
  assert.equal((await here.release(order)).kind, 'fault');
  const [held, free, poor] = [newId(), newId(), newId()];
  await here.hold(held, user, 100);
  await here.release(free);
  await here.hold(poor, user, 9000);
  for (const bad of [held, free, poor, newId()]) assert.equal((await here.refund(bad)).kind, 'fault');
  assert.deepEqual(await here.moneyOf(user), [900, 100, 1000]);
});

test('commands of one batch, in one order each, leave both transfers', async () => {
  const user = await here.customer(1000);
  const [order, free] = [newId(), newId()];
  const replies = await Promise.all([
    here.hold(order, user, 600),
    here.capture(order),
    here.refund(order),
    here.hold(free, newId(), 0),
    here.capture(free),
    here.refund(free),
    here.refund(order),
  ]);
  assert.deepEqual(replies, Array(7).fill(DONE));
  assert.deepEqual(await here.moneyOf(user), [1000, 0, 1000]);
  const held = newId();
  await here.hold(held, user, 10);
  assert.deepEqual(await Promise.all([here.capture(held), here.refund(held)]), [DONE, DONE]);
  assert.deepEqual(await here.moneyOf(user), [1000, 0, 1000]);
});

test('refunds and new orders of the same customers in two processes at once all count', async () => {
  const users = await Promise.all(Array.from({ length: 4 }, () => here.customer(3000)));
  const orders = Array.from({ length: 80 }, (_, at) => ({ id: newId(), user: users[at % 4]! }));
  await Promise.all(orders.map(({ id, user }) => here.hold(id, user, 100)));
  await Promise.all(orders.map(({ id }) => here.capture(id)));
  const replies = await Promise.all(
    orders.flatMap(({ id, user }, at) => {
      const [one, other] = at % 2 ? [here, there] : [there, here];
      return [one.refund(id), other.hold(newId(), user, 50), other.refund(id)];
    }),
  );
  assert.deepEqual([...new Set(replies.map((reply) => reply.kind))], ['done']);
  for (const user of users) assert.deepEqual(await here.moneyOf(user), [2000, 1000, 3000]);
});

test('the database itself refuses a second refund, a larger one, and one without a capture', async () => {
  const { user, order } = await paid(300);
  const other = await paid(300);
  const customer = (of: string, who: string, amount: number, account = 'customer') =>
    `insert into entries (transfer_id, kind, account, user_id, amount, refunds) values
      ('${newId()}', 'refund', '${account}', ${account === 'customer' ? `'${who}'` : 'null'}, ${amount}, ${of})`;
  const refused = [
    customer(`'${order}'`, user, 301),
    customer(`'${order}'`, user, -1),
    customer(`'${order}'`, other.user, 300),
    customer(`'${newId()}'`, user, 300),
    customer('null', user, 300),
    customer(`'${order}'`, user, -301, 'sales'),
    customer(`'${order}'`, user, 300, 'deposits'),
  ];
  for (const statement of refused)
    await assert.rejects(sql.unsafe(statement), (error) => sqlState(error) === '23514', statement);
  // A second one: all of it went back already.
  await here.refund(order);
  await assert.rejects(sql.unsafe(customer(`'${order}'`, user, 1)), (error) => sqlState(error) === '23514');
  const part = await paid(300);
  await here.refund(part.order, { cause: newId(), amount: 299 });
  await assert.rejects(
    sql.unsafe(customer(`'${part.order}'`, part.user, 2)),
    (error) => sqlState(error) === '23514',
  );
});

test('after all of this the sums are right, and a refund that is changed or lost is named', async () => {
  assert.ok(allRight(await here.audit()));
  const REFUND = 'double entry: a hold has the refunds that it tells of, never more than its amount';
  const naming = async (id: string) =>
    (await here.audit()).checks.filter(({ failures }) => failures.includes(id)).map(({ name }) => name);
  const corrupt = (statement: string) =>
    sql.unsafe(`begin; set local session_replication_role = replica; ${statement}; commit`);
  const { order } = await paid(300);
  await here.refund(order);
  await corrupt(`update holds set state = 'captured' where order_id = '${order}'`);
  assert.deepEqual(await naming(order), [REFUND]);
  await corrupt(`update holds set state = 'refunded' where order_id = '${order}'`);
  await corrupt(`update entries set amount = amount - sign(amount) where refunds = '${order}'`);
  assert.deepEqual(await naming(order), [REFUND]);
  await corrupt(`delete from entries where refunds = '${order}'`);
  assert.deepEqual(await naming(order), [REFUND]);
});
