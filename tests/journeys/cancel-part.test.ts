import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop();
await shop.courier(1000);
const teapot = await shop.product(333, 1000);
const spoon = await shop.product(100, 1000);
const alice = await shop.customer(10_000_000);

const lines = [
  { productId: teapot, quantity: 3 },
  { productId: spoon, quantity: 2 },
];
const order = (await alice.order(lines)).body;
const { id } = order;
const pieces = [{ lineId: order.lines[0].id, quantity: 2 }];
const path = `/api/orders/${id}/cancellation`;

/** The names of the invariants that fail, each with what it names. */
async function failures(): Promise<Record<string, string[]>> {
  const { invariants } = await shop.audit();
  const failing = invariants.filter((found: { ok: boolean }) => !found.ok);
  return Object.fromEntries(
    failing.map(({ name, failures }: { name: string; failures: string[] }) => [name, failures]),
  );
}

test('what a part would write is foretold, and written so in every service', async () => {
  const foretold = await shop.must(
    200,
    shop.ask('GET', `/api/orders/${id}/foretold?act=cancel&line=${pieces[0]!.lineId}:2`, { as: shop.admin }),
  );
  assert.deepEqual(
    foretold.entries.map(({ account, amount }: { account: string; amount: { amount: number } }) => [
      account,
      amount.amount,
    ]),
    [
      ['customer', 666],
      ['sales', -666],
    ],
  );
  assert.deepEqual(foretold.movements, [{ productId: teapot, quantity: 2, reason: 'returned' }]);
  assert.equal(foretold.courier, undefined);
  const done = await shop.must(200, shop.ask('POST', path, { as: alice.token, body: { lines: pieces } }));
  assert.deepEqual([done.status, done.money, done.lines[0].cancelled], ['confirmed', 'partly_refunded', 2]);
  const { items } = await shop.must(200, shop.ask('GET', '/api/messages', { as: alice.token }));
  assert.deepEqual(
    items.map(({ kind }: { kind: string }) => kind),
    ['pieces_cancelled', 'confirmed'],
  );
  assert.equal(items[0].message, foretold.messages[0].message);
  const stock = await shop.must(200, shop.ask('GET', `/api/stock/${teapot}`, { as: shop.admin }));
  assert.deepEqual([stock.onHand, stock.reserved], [999, 0]);
  const saga = await shop.must(200, shop.ask('GET', `/api/orders/${id}/saga`, { as: shop.admin }));
  const part = saga.steps.filter(({ saga: of }: { saga: string }) => of === 'cancel-part');
  assert.ok(part.length === 5 && part.every((step: { record: { agrees: boolean } }) => step.record.agrees));
  const { items: events } = await shop.must(
    200,
    shop.ask('GET', `/api/orders/${id}/timeline`, { as: shop.admin }),
  );
  const kinds = new Set(events.map(({ kind }: { kind: string }) => kind));
  assert.ok(kinds.has('part.cancelled') && kinds.has('part.settled') && kinds.has('goods.returned'));
  assert.deepEqual(await failures(), {});
});

/** What is broken, where, how, by which invariants it is named, and how it is mended. */
const CASES: [what: string, service: string, how: string, by: string[], mend: string][] = [
  [
    'money of a part that never went back',
    'payment',
    `create table lost as select * from entries where refunds = '${id}'; delete from entries where refunds = '${id}'`,
    [
      'double entry: a balance is the sum of its entries and never negative',
      'every refund has its cause, and every cause its refund',
      'every cancelled part has its money and its goods back, and was told of, once',
      'double entry: a hold has the refunds that it tells of, never more than its amount',
    ],
    'insert into entries select * from lost; drop table lost',
  ],
  [
    'pieces that never came back',
    'stock',
    `create table lost as select * from part_returns where order_id = '${id}'; delete from part_returns`,
    [
      'every cancelled part has its money and its goods back, and was told of, once',
      'stock: what orders took and gave back are movements',
    ],
    'insert into part_returns select * from lost; drop table lost',
  ],
  [
    'pieces that came back for no cause',
    'stock',
    `update part_returns set cause = gen_random_uuid()`,
    [
      'every cancelled part has its money and its goods back, and was told of, once',
      'pieces come back for a cause that there is',
    ],
    `update part_returns set cause = (select cause from movements where reason = 'returned')`,
  ],
  [
    'a customer who was told twice',
    'notify',
    `insert into messages (order_id, kind, id, user_id, language, message, cause)
     select order_id, kind, gen_random_uuid(), user_id, language, 'again', gen_random_uuid() from messages
     where kind = 'pieces_cancelled'`,
    [
      'every cancelled part has its money and its goods back, and was told of, once',
      'every message has its mail',
    ],
    `delete from messages where message = 'again'`,
  ],
  [
    'one piece more cancelled than in any part',
    'order',
    `update order_lines set cancelled = cancelled + 1 where order_id = '${id}' and cancelled > 0`,
    ['cancelled pieces are those of the cancelled parts, each with its saga'],
    `update order_lines set cancelled = cancelled - 1 where order_id = '${id}' and cancelled > 0`,
  ],
];

for (const [what, service, how, by, mend] of CASES) {
  test(`the audit names ${what}`, async () => {
    await shop.corrupt(service, how);
    const found = await failures();
    await shop.corrupt(service, mend);
    assert.deepEqual(Object.keys(found).sort(), [...by].sort());
    assert.deepEqual(await failures(), {});
  });
}

test('what is left of the order is cancelled as a whole: all money is back, and every piece', async () => {
  const rest = [
    { lineId: order.lines[0].id, quantity: 1 },
    { lineId: order.lines[1].id, quantity: 2 },
  ];
  const done = await shop.must(200, shop.ask('POST', path, { as: shop.admin, body: { lines: rest } }));
  assert.deepEqual([done.status, done.money, done.reason], ['cancelled', 'refunded', 'cancelled_by_shop']);
  const account = await shop.must(200, shop.ask('GET', '/api/account', { as: alice.token }));
  assert.equal(account.balance.amount, 10_000_000);
  for (const product of [teapot, spoon]) {
    const { onHand } = await shop.must(200, shop.ask('GET', `/api/stock/${product}`, { as: shop.admin }));
    assert.equal(onHand, 1000);
  }
  assert.deepEqual(await failures(), {});
});
