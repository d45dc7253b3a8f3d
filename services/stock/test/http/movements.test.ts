import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { newId } from '@sagashop/kernel/ids';
import { newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const stock = await opened(url);
const sql = connect(url, { name: 'test', max: 1 });
after(() => Promise.all([stock.service.stop(), sql.end()]));
const { headers } = stock;

interface Movement {
  id: string;
  quantity: number;
  reason: string;
  cause?: string;
  onHand: number;
  at: string;
}

async function pages(product: string, limit: number): Promise<Movement[]> {
  const all: Movement[] = [];
  for (let cursor = ''; ; ) {
    const answer = await stock.app.inject({
      url: `/api/stock/${product}/movements?limit=${limit}${cursor}`,
      headers,
    });
    assert.equal(answer.statusCode, 200, answer.body);
    const { items, nextCursor } = answer.json();
    all.push(...items);
    if (nextCursor === null) return all;
    assert.equal(items.length, limit);
    cursor = `&cursor=${nextCursor}`;
  }
}

test('what orders took together is told order by order, newest first, in pages of any size', async () => {
  const [apples, pears] = await stock.products(100, 100);
  const orders = Array.from({ length: 12 }, () => newId());
  await Promise.all(orders.map((order, nth) => stock.reserve(order, [apples!, 1 + (nth % 3)], [pears!, 1])));
  // Sent in one turn of the event loop, they make one batch.
  await Promise.all(orders.slice(0, 9).map((order) => stock.take(order)));
  await stock.putBack(orders[0]!);
  await stock.take(orders[9]!);
  const [{ rows }] = await sql<[{ rows: number }]>`
    select count(*)::int as rows from movements where product_id = ${apples!} and reason = 'sold'`;
  assert.equal(rows, 2);

  const all = await pages(apples!, 100);
  const expected = [
    ['sold', orders[9]],
    ['returned', orders[0]],
    ...orders
      .slice(0, 9)
      .reverse()
      .map((order) => ['sold', order]),
  ];
  assert.deepEqual(
    all.slice(0, -1).map(({ reason, cause }) => [reason, cause]),
    expected,
  );
  let onHand = (await stock.stockOf(apples!)).onHand;
  for (const movement of all) {
    assert.equal(movement.onHand, onHand);
    onHand -= movement.quantity;
  }
  assert.equal(onHand, 0);
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  for (const { id } of all)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  for (const limit of [1, 2, 5, 11]) assert.deepEqual(await pages(apples!, limit), all);
});

test('nobody changes a movement, and none of a cause is there twice', async () => {
  const [apples] = await stock.products(3);
  for (const statement of [
    'update movements set quantity = 9',
    'delete from movements',
    'truncate movements',
  ])
    await assert.rejects(sql.unsafe(statement), /movements are never changed/);
  const again = sql`insert into movements (product_id, reason, quantity, on_hand, cause)
    select product_id, reason, quantity, on_hand, cause from movements where product_id = ${apples!}`;
  await assert.rejects(again, { constraint_name: 'movements_once' });
});

test('a cursor of another list, and a product that is none, are refused', async () => {
  const [apples] = await stock.products(1);
  const status = async (path: string) =>
    (await stock.app.inject({ url: `/api/stock/${path}`, headers })).statusCode;
  assert.equal(await status(`${apples}/movements?cursor=nonsense`), 422);
  assert.equal(await status(`${apples}/movements?limit=0`), 422);
  assert.equal(await status(`${newId()}/movements`), 404);
  assert.equal(await status('x/movements'), 404);
});
