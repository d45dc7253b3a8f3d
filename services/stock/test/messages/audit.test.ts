import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { newId } from '@sagashop/kernel/ids';
import { allRight, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const stock = await opened(url);
const sql = connect(url, { name: 'test', max: 1 });
after(() => Promise.all([stock.service.stop(), sql.end()]));

/** Of the sums of stock itself; behind them stands what the audit log says. */
const failures = async () => (await stock.audit()).checks.slice(0, 4).map((check) => check.failures);

test('facts come in pages sorted by order, for chosen orders, and since an order', async () => {
  const [apples] = await stock.products(100);
  const orders = Array.from({ length: 5 }, () => newId()).sort();
  await Promise.all(orders.slice(0, 4).map((order) => stock.reserve(order, [apples!, 2])));
  await stock.take(orders[0]!);
  await stock.release(orders[1]!);
  await stock.reserve(orders[4]!, [apples!, 1000]);
  const pages = [];
  for (let after: string | undefined; ; ) {
    const { facts } = await stock.audit({ limit: 2, ...(after && { after }) });
    if (facts.length === 0) break;
    pages.push(...facts);
    after = facts.at(-1)!.order;
  }
  const lines = [{ product: apples!, quantity: 2 }];
  assert.deepEqual(pages, [
    { order: orders[0]!, state: 'taken', lines },
    { order: orders[1]!, state: 'released', lines },
    { order: orders[2]!, state: 'reserved', lines },
    { order: orders[3]!, state: 'reserved', lines },
    { order: orders[4]!, state: 'refused', lines: [] },
  ]);
  const some = await stock.audit({ limit: 10, orders: [orders[3]!, newId(), orders[0]!] });
  assert.deepEqual(some.facts, [pages[0], pages[3]]);
  const since = await stock.audit({ limit: 10, since: orders[3]! });
  assert.deepEqual(since.facts, pages.slice(3));
  assert.deepEqual(since.checks, []);
});

/** Changes movements, which a trigger forbids. */
const behind = (statement: string) =>
  sql.unsafe(`begin; set local session_replication_role = replica; ${statement}; commit`);

test('pieces that no movement brought are named', async () => {
  const [apples, pears] = await stock.products(5, 5);
  assert.ok(allRight(await stock.audit()));
  await sql`update goods set on_hand = on_hand + 1 where product_id = ${apples!}`;
  assert.deepEqual(await failures(), [[apples], [], [], []]);
  await sql`update goods set on_hand = on_hand - 1 where product_id = ${apples!}`;
  await behind(`update movements set quantity = 6 where product_id = '${pears}'`);
  assert.deepEqual(await failures(), [[pears], [], [], []]);
  await behind(`update movements set quantity = 5 where product_id = '${pears}'`);
});

test('goods that an order took, or gave back, without a movement are named', async () => {
  const [apples] = await stock.products(5);
  const order = newId();
  await stock.reserve(order, [apples!, 2]);
  await stock.take(order);
  await stock.putBack(order);
  await behind(`update movements set reason = 'lost' where product_id = '${apples}' and reason = 'sold'`);
  assert.deepEqual(await failures(), [[], [], [], [apples]]);
  await behind(`update movements set reason = 'sold' where product_id = '${apples}' and reason = 'lost'`);
  await sql`update reservations set booked = 1 where order_id = ${order}`;
  assert.deepEqual(await failures(), [[], [], [], [apples]]);
  await sql`update reservations set booked = 3 where order_id = ${order}`;
  assert.ok(allRight(await stock.audit()));
});

test('a reservation that disappears, and one of a product without stock, are named', async () => {
  const [apples] = await stock.products(5);
  const order = newId();
  await stock.reserve(order, [apples!, 2]);
  await sql`update reservations set state = 'released' where order_id = ${order}`;
  assert.deepEqual(await failures(), [[], [], [apples], []]);
  await sql`update reservations set state = 'reserved' where order_id = ${order}`;
  const lost = newId();
  await sql`insert into reservations (order_id, product_ids, quantities, state)
    values (${newId()}, array[${lost}::uuid], array[1], 'reserved')`;
  assert.deepEqual(await failures(), [[], [], [lost], []]);
  const [orphan] = (await stock.audit()).facts.filter((fact) => fact.lines[0]?.product === lost);
  assert.equal((await stock.take(orphan!.order)).kind, 'fault');
  await sql`delete from reservations where product_ids = array[${lost}::uuid]`;
});

test('more reserved than there is is named', async () => {
  const [apples] = await stock.products(1);
  await sql`alter table goods drop constraint reserved_is_there`;
  await sql`update goods set reserved = 2 where product_id = ${apples!}`;
  assert.deepEqual(await failures(), [[], [apples], [apples], []]);
});

test('no more than a hundred are named', async () => {
  await stock.service.calls['open']!({ products: Array.from({ length: 120 }, () => newId()) } as never);
  await sql`update goods set on_hand = on_hand + 1`;
  const [check] = (await stock.audit()).checks;
  assert.equal(check!.failures.length, 100);
  assert.ok(check!.checked >= 120);
});
