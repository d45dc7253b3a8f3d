import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { newId } from '@sagashop/kernel/ids';
import { allRight, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const [one, other] = await Promise.all([opened(url), opened(url)]);
await one.service.start();
const sql = connect(url, { name: 'test', max: 1 });
after(() => Promise.all([one.service.stop(), other.service.stop(), sql.end()]));
const DONE = { kind: 'done' };

/** An order that has taken so many of each of these products. */
async function taken(...lines: [product: string, quantity: number][]) {
  const order = newId();
  assert.deepEqual(await one.reserve(order, ...lines), DONE);
  assert.deepEqual(await one.take(order), DONE);
  return order;
}

test('a return puts all lines back, once, whoever says it how often', async () => {
  const [apples, pears] = await one.products(10, 5);
  const order = await taken([apples!, 3], [pears!, 5]);
  for (const stock of [one, other, one]) assert.deepEqual(await stock.putBack(order), DONE);
  assert.deepEqual(await one.stockOf(apples!), { onHand: 10, reserved: 0 });
  assert.deepEqual(await one.stockOf(pears!), { onHand: 5, reserved: 0 });
  const [fact] = (await one.audit({ limit: 1, orders: [order] })).facts;
  assert.equal(fact!.state, 'returned');
  assert.equal(fact!.lines.length, 2);
});

test('what comes late, again or without cause after a return changes nothing', async () => {
  const [apples] = await one.products(10);
  const order = await taken([apples!, 4]);
  await one.putBack(order);
  assert.deepEqual(await one.take(order), DONE);
  assert.deepEqual(await one.reserve(order, [apples!, 4]), DONE);
  assert.equal((await one.release(order)).kind, 'fault');
  const [reserved, released, short] = [newId(), newId(), newId()];
  await one.reserve(reserved, [apples!, 1]);
  await one.release(released);
  await one.reserve(short, [apples!, 99]);
  for (const bad of [reserved, released, short, newId()])
    assert.equal((await one.putBack(bad)).kind, 'fault');
  assert.deepEqual(await one.stockOf(apples!), { onHand: 10, reserved: 1 });
});

test('goods are reserved, taken and returned in one batch, and sold again in it', async () => {
  const [apples] = await one.products(2);
  const [first, second] = [newId(), newId()];
  const replies = await Promise.all([
    one.reserve(first, [apples!, 2]),
    one.take(first),
    one.putBack(first),
    one.reserve(second, [apples!, 2]),
  ]);
  assert.deepEqual(replies, Array(4).fill(DONE));
  assert.deepEqual(await one.stockOf(apples!), { onHand: 2, reserved: 2 });
  assert.deepEqual(await Promise.all([one.take(second), one.putBack(second)]), [DONE, DONE]);
  assert.deepEqual(await one.stockOf(apples!), { onHand: 2, reserved: 0 });
});

test('a product that was sold out and comes back is told to others', async () => {
  const [apples] = await one.products(3);
  const told = () =>
    one.told
      .flatMap(({ bodies }) => bodies as { product: string; availability: string }[])
      .filter(({ product }) => product === apples)
      .map(({ availability }) => availability);
  const order = await taken([apples!, 3]);
  await one.putBack(order);
  while (told().length < 3) await new Promise(setImmediate);
  assert.deepEqual(told(), ['low', 'out', 'low']);
});

test('returns and new orders of hot products in two services at once all count', async () => {
  const products = await one.products(60, 60);
  const pair = (at: number) =>
    [products[at % 2]!, products[(at + 1) % 2]!].map((id): [string, number] => [id, 1]);
  const orders = await Promise.all(Array.from({ length: 30 }, (_, at) => taken(...pair(at))));
  const replies = await Promise.all(
    orders.flatMap((order, at) => {
      const [a, b] = at % 2 ? [one, other] : [other, one];
      return [a.putBack(order), b.reserve(newId(), ...pair(at)), b.putBack(order)];
    }),
  );
  assert.deepEqual([...new Set(replies.map((reply) => reply.kind))], ['done']);
  for (const product of products) assert.deepEqual(await one.stockOf(product), { onHand: 60, reserved: 30 });
});

test('after all of this the sums are right, and goods that did not come back are named', async () => {
  assert.ok(allRight(await one.audit()));
  const [apples] = await one.products(10);
  const order = await taken([apples!, 4]);
  const naming = async () =>
    (await one.audit()).checks.filter(({ failures }) => failures.includes(apples!)).map(({ name }) => name);
  await sql`update reservations set state = 'returned' where order_id = ${order}`;
  assert.deepEqual(await naming(), ['stock: on hand = sum of movements']);
  await sql`update goods set on_hand = on_hand + 4 where product_id = ${apples!}`;
  assert.deepEqual(await naming(), []);
});
