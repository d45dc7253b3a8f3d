import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop();
await shop.courier(1000);
const teapot = await shop.product(100, 1000);
const alice = await shop.customer(10_000_000);
const order = (await alice.order([{ productId: teapot, quantity: 2 }])).body;
const { id } = order;
await shop.must(200, shop.ask('POST', `/api/orders/${id}/cancellation`, { as: alice.token }));

/** The names of the invariants that fail, each with what it names. */
async function failures(): Promise<Record<string, string[]>> {
  const { invariants } = await shop.audit();
  const failing = invariants.filter((found: { ok: boolean }) => !found.ok);
  return Object.fromEntries(
    failing.map(({ name, failures }: { name: string; failures: string[] }) => [name, failures]),
  );
}

const AFTER = 'an order cancelled after confirmation has';

/** What is broken, where, how, what must be named, by which invariants, and how it is mended. */
const CASES: [what: string, service: string, how: string, names: string, by: string[], mend: string][] = [
  [
    'money that was never given back',
    'payment',
    `create table lost as select * from entries where refunds = '${id}'; delete from entries where refunds = '${id}'`,
    id,
    [
      `${AFTER} its capture refunded, once`,
      'double entry: a hold has the refunds that it tells of, never more than its amount',
    ],
    'insert into entries select * from lost; drop table lost',
  ],
  [
    'a refund of less than was paid',
    'payment',
    `update entries set amount = amount - sign(amount) where refunds = '${id}'`,
    id,
    [
      `${AFTER} its capture refunded, once`,
      'double entry: a hold has the refunds that it tells of, never more than its amount',
    ],
    `update entries set amount = amount + sign(amount) where refunds = '${id}'`,
  ],
  [
    'a refund of an order that stands',
    'order',
    `update orders set status = 'confirmed', reason = null where id = '${id}'`,
    id,
    [
      'every refund has its cause, and every cause its refund',
      'a confirmed order has exactly one capture of its total',
    ],
    `update orders set status = 'cancelled', reason = 'cancelled_by_customer' where id = '${id}'`,
  ],
  [
    'goods that did not come back',
    'stock',
    `update reservations set state = 'taken' where order_id = '${id}'`,
    id,
    [`${AFTER} its goods back`],
    `update reservations set state = 'returned' where order_id = '${id}'`,
  ],
  [
    'goods that are said to be back and are not there',
    'stock',
    `update goods set on_hand = on_hand - 2 where product_id = '${teapot}'`,
    teapot,
    ['stock: on hand = sum of movements'],
    `update goods set on_hand = on_hand + 2 where product_id = '${teapot}'`,
  ],
  [
    'other goods than were ordered',
    'stock',
    `update reservations set quantities = '{3}' where order_id = '${id}'`,
    id,
    [`${AFTER} its goods back`],
    `update reservations set quantities = '{2}' where order_id = '${id}'`,
  ],
  [
    'a courier who still comes',
    'delivery',
    `update bookings set state = 'booked' where order_id = '${id}'`,
    id,
    [`${AFTER} its courier free`],
    `update bookings set state = 'cancelled' where order_id = '${id}'`,
  ],
  [
    'a customer who was not told',
    'notify',
    `create table lost as select * from messages where order_id = '${id}' and kind = 'refunded'; delete from messages where order_id = '${id}' and kind = 'refunded'`,
    id,
    [`${AFTER} one message of each`],
    'insert into messages select * from lost; drop table lost',
  ],
  [
    'a customer who was told twice of the cancellation',
    'notify',
    `insert into messages select order_id, 'cancelled', gen_random_uuid(), user_id, language, message, created_at from messages where order_id = '${id}' and kind = 'refunded'`,
    id,
    [`${AFTER} one message of each`],
    `delete from messages where order_id = '${id}' and kind = 'cancelled'`,
  ],
  [
    'a cancellation that was not even decided long after its time',
    'order',
    `update orders set status = 'confirmed', reason = null where id = '${id}'; update sagas set ended_at = null, state = 'running', deadline = now() - interval '2 minutes', definition_version = definition_version + 90 where order_id = '${id}' and definition = 'cancel-order'`,
    id,
    ['every saga ends'],
    `update orders set status = 'cancelled', reason = 'cancelled_by_customer' where id = '${id}'; update sagas set ended_at = now(), state = 'ended', definition_version = definition_version % 90 where order_id = '${id}'`,
  ],
];

test('an order that was taken back passes', async () => {
  assert.deepEqual(await failures(), {});
});

for (const [what, service, how, name, by, mend] of CASES) {
  test(`the audit names ${what}`, async () => {
    await shop.corrupt(service, how);
    const found = await failures();
    for (const invariant of by) {
      assert.ok(
        found[invariant]?.some((text) => text.includes(name)),
        `${invariant}: ${JSON.stringify(found)}`,
      );
    }
    await shop.corrupt(service, mend);
    assert.deepEqual(await failures(), {});
  });
}
