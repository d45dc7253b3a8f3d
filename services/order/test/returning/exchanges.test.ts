import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { tea } from '../order-world.ts';
import { exchangeWorld, type Json } from './exchange-world.ts';

const world = await exchangeWorld();
const { worlds, sql, until, delivered, asking, receive, outcome } = world;
const pot = { id: randomUUID(), price: 500, name: { en: 'Pot', ru: 'Горшок' } };
const severalPots = { ...pot, variants: 2 };
const alice = as(randomUUID());
const wanted = (more: object = {}) => ({
  exchange: { lines: [{ productId: pot.id, quantity: 1 }], expectedTotal: { amount: 500 }, ...more },
});
const sells = (...goods: (typeof tea)[]) => {
  for (const { goods: known } of worlds) known.splice(0, Infinity, ...goods);
};
const checks = async (): Promise<Json[]> => {
  const told = (await world.first.service.calls['audit']!({ limit: 1000, checks: true } as never)) as Json;
  return told.checks.filter(({ failures }: Json) => failures.length > 0);
};

/** A return whose exchange both processes are about to decide, each waiting for the prices that it goes by. */
async function contested() {
  sells(tea, pot);
  const order = await delivered(alice);
  const { id } = await asking(order, wanted(), alice);
  const held = worlds.map(({ hold }) => hold());
  await receive(order, id);
  await until(async () => {
    // As if the one that looks at it had been slow for longer than its lease.
    await sql`update returns set lease_until = '-infinity' where id = ${id}`;
    return held.every(({ asked }) => asked() > 0);
  });
  return { id, held };
}

test('where one process places what is wanted and another gives it up, one of both happens', async () => {
  for (let nth = 0; nth < 2; nth += 1) {
    const { id, held } = await contested();
    const ways = [() => held[0]!.answer(tea, pot), () => held[1]!.answer(tea)];
    for (const way of nth % 2 ? ways : ways.toReversed()) way();
    const { exchanged, reason, orders } = await outcome(id);
    const expected = exchanged === 'placed' ? [null, 1] : ['not_for_sale', 0];
    assert.deepEqual([reason, orders.length], expected, exchanged);
  }
  assert.deepEqual(await checks(), []);
});

test('what is being placed is not given up, and what was given up is not placed by whoever comes late', async (t) => {
  const { promise: paid, resolve: pay } = Promise.withResolvers<void>();
  t.after(() => pay());
  const placed = await contested();
  worlds[0].answers['payment.hold'] = async () => {
    await paid;
    return { kind: 'done' } as never;
  };
  placed.held[0]!.answer(tea, pot);
  await until(async () => (await sql`select from orders where status = 'pending'`).length === 1);
  placed.held[1]!.answer(tea);
  let looks = 0;
  await until(async () => {
    const [row] = await sql`
      update returns set lease_until = '-infinity' from returns as before
      where returns.id = ${placed.id} and before.id = returns.id returning returns.exchanged, before.lease_until > now() as looked`;
    assert.equal(row!['exchanged'], 'waiting', 'while it is under way');
    looks += row!['looked'] ? 1 : 0;
    return looks > 2;
  });
  pay();
  const { exchanged, orders } = await outcome(placed.id);
  assert.deepEqual([exchanged, orders.length, orders[0].total], ['placed', 1, 500]);
  delete worlds[0].answers['payment.hold'];

  const late = await contested();
  late.held[1]!.answer(tea);
  assert.equal((await outcome(late.id)).exchanged, 'failed');
  const before = await sql`select from orders`;
  late.held[0]!.answer(tea, pot);
  // Its sweep goes on with the next when it has ended with this one.
  const next = await contested();
  for (const { answer } of next.held) answer(tea, pot);
  assert.equal((await outcome(next.id)).exchanged, 'placed');
  assert.equal((await sql`select from orders`).length, before.length + 2, 'the next with its exchange');
  assert.deepEqual(await checks(), []);
});

test('what a process had promised when it died is placed by another under the same id, for the price of then or less', async () => {
  sells(tea, pot);
  const order = await delivered(alice);
  const { id } = await asking(order, wanted(), alice);
  const held = worlds.map(({ hold }) => hold());
  await receive(order, id);
  await until(() => held.some(({ asked }) => asked() > 0));
  const [promised] = await sql`select order_id from exchanges where return_id = ${id}`;
  for (const { answer } of held) answer(tea, { ...pot, price: 450 });
  const { exchanged, orders } = await outcome(id);
  assert.deepEqual([exchanged, orders.length], ['placed', 1]);
  assert.deepEqual([orders[0].id, orders[0].total], [promised!['orderId'], 450]);
});

test('what is gone or costs more when its goods are back is not ordered, and nobody waits for it', async () => {
  for (const [now, reason] of [
    [[tea], 'not_for_sale'],
    [[tea, { ...pot, price: 501 }], 'price_changed'],
    [[tea, severalPots], 'not_for_sale'],
  ] as const) {
    sells(tea, pot);
    const order = await delivered(alice);
    const { id } = await asking(order, wanted(), alice);
    sells(...now);
    await receive(order, id);
    assert.deepEqual(await outcome(id), { exchanged: 'failed', reason, orders: [] });
  }
  assert.deepEqual(await checks(), []);
});

test('an exchange that makes no sense is refused as a problem with its place, and nothing is asked for', async () => {
  sells(tea, pot);
  const order = await delivered(alice);
  const line = { productId: pot.id, quantity: 1 };
  const wrong: unknown[] = [
    ...[
      null,
      [],
      'pot',
      7,
      {},
      { lines: {} },
      { lines: null },
      { lines: [] },
      { lines: [[]] },
      { lines: [null] },
    ],
    ...[0, -1, 1.5, 1e9, 1e308, '1', null].map((quantity) => ({ lines: [{ ...line, quantity }] })),
    ...['x', '', '../../1', `${pot.id}\0`, 7, [pot.id]].map((productId) => ({
      lines: [{ ...line, productId }],
    })),
    ...['x', null, {}].map((variantId) => ({ lines: [{ ...line, variantId }] })),
    { lines: [{ ...line, variantId: randomUUID() }] },
    { lines: [{ ...line, productId: randomUUID() }] },
    { lines: Array(101).fill(line) },
    { lines: Array(2).fill({ ...line, quantity: 10_000 }) },
    // One product by two names.
    {
      lines: [
        { ...line, quantity: 10_000 },
        { ...line, variantId: pot.id, quantity: 10_000 },
      ],
    },
    { lines: [line], more: 1 },
    ...[-1, 1e13, 1e300, 0.5, '500', null].map((amount) => ({ lines: [line], expectedTotal: { amount } })),
    ...['EUR', 'R\0B', '', 7, ['RUB']].map((currency) => ({
      lines: [line],
      expectedTotal: { amount: 500, currency },
    })),
    ...[null, [], 500].map((expectedTotal) => ({ lines: [line], expectedTotal })),
  ];
  for (const exchange of wrong) {
    const { status, errors = [], code } = await asking(order, { exchange }, alice);
    assert.equal(status, 422, `${JSON.stringify(exchange).slice(0, 120)}: ${code}`);
    if (code !== 'wrong_currency')
      assert.match(errors[0].path, /^exchange/, JSON.stringify(exchange).slice(0, 120));
  }
  for (const photo of ['%%%', 'YQ', 'YWJj', '', 'x'.repeat(900_001), 7, null, [], '../../../etc/passwd']) {
    const { status, errors } = await asking(order, { photo }, alice);
    assert.deepEqual([status, errors?.[0].path], [422, 'photo'], String(photo).slice(0, 40));
  }
  assert.equal((await sql`select from returns where order_id = ${order.id}`).length, 0);
  assert.equal((await sql`select from picture_files`).length, 0);
});
