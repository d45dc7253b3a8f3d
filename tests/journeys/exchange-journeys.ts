import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import {
  act,
  alice,
  asking,
  codeOf,
  delivered,
  failing,
  type Json,
  read,
  receipt,
  shop,
  toldOf,
} from './returns-shop.ts';

const want = (productId: string, quantity: number, amount?: number) => ({
  exchange: {
    lines: [{ productId, quantity }],
    ...(amount !== undefined && { expectedTotal: { amount } }),
  },
});

/** Has a return approved and received, and waits until what is wanted for it is decided. */
async function exchanged(order: Json, asked: Json, received: number): Promise<Json> {
  await shop.must(201, act(asked.id, 'approval'));
  await shop.must(201, act(asked.id, 'receipt', receipt(order.line, received, received)));
  const now = async () => (await read(order.id)).returns.find(({ id }: Json) => id === asked.id).exchange;
  await until(async () => (await now()).state !== 'waiting');
  return now();
}
const ordersOf = async (): Promise<Json[]> =>
  (await shop.must(200, shop.ask('GET', '/api/orders?mine=true&limit=100', { as: alice.token }))).items;

/** What is wanted in exchange. */
export function exchanges(): void {
  test('what is wanted in exchange is ordered once the pieces are back, for the price that was agreed, and once', async () => {
    const pot = await shop.product(1000, 50);
    const order = await delivered(2);
    const asked = await shop.must(201, asking(order, 2, want(pot, 1, 1000)));
    const { agreed, state, lines } = asked.exchange;
    assert.deepEqual(
      [agreed.amount, state, lines[0].name, lines[0].price.amount],
      [1000, 'waiting', 'Teapot', 1000],
    );
    const before = (await ordersOf()).length;
    const placed = await exchanged(order, asked, 2);
    assert.equal(placed.state, 'placed');
    const fresh = await read(placed.orderId);
    assert.deepEqual(
      [fresh.number, fresh.total.amount, fresh.money, fresh.exchangeOf],
      [placed.number, 1000, 'paid', { orderId: order.id, number: order.number, returnId: asked.id }],
    );
    const old = await read(order.id);
    assert.deepEqual([old.money, fresh.recipient], ['refunded', old.recipient]);
    // As where a process died before it had noted that it was placed, even so long ago that its key is forgotten.
    await shop.behind('order', (tx) =>
      tx.unsafe(`delete from idempotency_keys where caller = '${asked.id}';
        update returns set exchanged = 'waiting', exchanged_at = null, lease_until = '-infinity' where id = '${asked.id}'`),
    );
    const state2 = async () => (await read(order.id)).returns[0].exchange.state;
    await until(async () => (await state2()) === 'placed');
    assert.equal((await ordersOf()).length, before + 1);
    const path = `/api/orders/${order.id}/timeline`;
    const { items } = await shop.must(200, shop.ask('GET', path, { as: shop.admin }));
    assert.ok(items.some(({ kind }: Json) => kind === 'return.exchanged'));
    await shop.settled();
    assert.deepEqual(await failing(), []);
  });

  test('nobody is charged what they have not agreed to: otherwise their money is back, and they are told why', async () => {
    const pot = await shop.product(400, 50);
    const few = await shop.product(100, 1);
    const cases: [string, number, object, number][] = [
      ['not_all_came', 2, want(few, 1, 100), 1],
      ['price_changed', 1, want(pot, 1), 1],
      ['out_of_stock', 1, want(few, 2, 200), 1],
    ];
    for (const [reason, quantity, more, received] of cases) {
      const order = await delivered(2);
      const before = (await ordersOf()).filter(({ status }) => status !== 'cancelled').length;
      const asked = await shop.must(201, asking(order, quantity, more));
      const failed = await exchanged(order, asked, received);
      assert.deepEqual([failed.state, failed.reason], ['failed', reason]);
      await shop.settled();
      assert.equal((await ordersOf()).filter(({ status }) => status !== 'cancelled').length, before);
      assert.deepEqual(await toldOf(order.id), [
        ...['return_approved', 'return_asked', 'return_not_exchanged', 'return_received'],
      ]);
    }
    assert.deepEqual(await failing(), []);
  });

  test('what is not for sale, has another price, or is agreed to by somebody else is refused, and nothing is asked for', async () => {
    const pot = await shop.product(1000, 50);
    const order = await delivered(1);
    const { status, body } = await asking(order, 1, want(pot, 1, 999));
    assert.deepEqual([status, body.code, body.total.amount], [409, 'price_changed', 1000]);
    assert.deepEqual(await codeOf(asking(order, 1, want(order.id, 1))), [422, 'unknown_product']);
    for (const exchange of [
      { lines: [] },
      { lines: [{ productId: pot, quantity: 0 }] },
      { lines: [{ productId: pot, quantity: 1 }], expectedTotal: { amount: -1 } },
      { lines: [{ productId: pot, quantity: 1 }], expectedTotal: { amount: 1000, currency: 'EUR' } },
      [],
      'pot',
    ])
      assert.equal((await asking(order, 1, { exchange })).status, 422, JSON.stringify(exchange));
    assert.equal((await asking(order, 1, want(pot, 1, 1000), shop.admin)).status, 422);
    assert.equal((await read(order.id)).return, 'none');
  });
}
