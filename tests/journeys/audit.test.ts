import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop();
await shop.courier(1000);
const teapot = await shop.product(100, 1000);
const alice = await shop.customer(10_000_000);
const confirmed = (await alice.order([{ productId: teapot, quantity: 2 }])).body;
const refused = (await alice.order([{ productId: teapot, quantity: 5000 }])).body;
assert.equal(confirmed.status, 'confirmed');
assert.equal(refused.code, 'out_of_stock');

interface Found {
  name: string;
  ok: boolean;
  failures: string[];
}

async function failures(): Promise<Found[]> {
  const report = await shop.audit();
  const found = report.invariants.filter((invariant: Found) => !invariant.ok);
  assert.equal(report.ok, found.length === 0);
  return found;
}

const orphan = randomUUID();
const order = confirmed.id;
const cancelled = refused.orderId;

/** What is broken, where, how, what must be named, by which invariants, and how it is mended. */
const CASES: [string, string, string, string, RegExp, string][] = [
  [
    'a balance that no entry explains',
    'payment',
    `update accounts set balance = balance + 7 where user_id = '${alice.id}'`,
    alice.id,
    /balance/,
    `update accounts set balance = balance - 7 where user_id = '${alice.id}'`,
  ],
  [
    'an entry without its other half',
    'payment',
    `update entries set amount = amount + 5 where transfer_id = '${order}' and account = 'sales'`,
    order,
    /sums to 0/,
    `update entries set amount = amount - 5 where transfer_id = '${order}' and account = 'sales'`,
  ],
  [
    'money held for nobody',
    'payment',
    `update accounts set held = held + 3 where user_id = '${alice.id}'`,
    alice.id,
    /held/,
    `update accounts set held = held - 3 where user_id = '${alice.id}'`,
  ],
  [
    'a capture that is gone',
    'payment',
    `create table lost as select * from entries where transfer_id = '${order}'; delete from entries where transfer_id = '${order}'`,
    order,
    /one capture/,
    `insert into entries select * from lost; drop table lost`,
  ],
  [
    'goods that vanished',
    'stock',
    `update goods set on_hand = on_hand - 1 where product_id = '${teapot}'`,
    teapot,
    /sum of movements/,
    `update goods set on_hand = on_hand + 1 where product_id = '${teapot}'`,
  ],
  [
    'a reservation that nobody has',
    'stock',
    `update goods set reserved = reserved + 1 where product_id = '${teapot}'`,
    teapot,
    /reserved/,
    `update goods set reserved = reserved - 1 where product_id = '${teapot}'`,
  ],
  [
    'other goods taken than ordered',
    'stock',
    `update reservations set quantities = '{3}' where order_id = '${order}'`,
    order,
    /goods taken/,
    `update reservations set quantities = '{2}' where order_id = '${order}'`,
  ],
  [
    'goods not taken',
    'stock',
    `update reservations set state = 'reserved' where order_id = '${order}'`,
    order,
    /goods taken/,
    `update reservations set state = 'taken' where order_id = '${order}'`,
  ],
  [
    'a courier who does not come',
    'delivery',
    `update bookings set state = 'cancelled' where order_id = '${order}'`,
    order,
    /one courier/,
    `update bookings set state = 'booked' where order_id = '${order}'`,
  ],
  [
    'a message that was never sent',
    'notify',
    `update messages set order_id = '${orphan}' where order_id = '${order}'`,
    order,
    /one message/,
    `update messages set order_id = '${order}' where order_id = '${orphan}'`,
  ],
  [
    'a cancelled order with its goods still reserved',
    'stock',
    `update reservations set state = 'reserved', refusal = null, product_ids = '{${teapot}}', quantities = '{1}' where order_id = '${cancelled}'`,
    cancelled,
    /nothing taken and nothing held/,
    `update reservations set state = 'released', product_ids = '{}', quantities = '{}' where order_id = '${cancelled}'`,
  ],
  [
    'a hold for an order that does not exist',
    'payment',
    `insert into holds (order_id, user_id, amount, state) values ('${orphan}', '${alice.id}', 0, 'held')`,
    orphan,
    /orphan/,
    `delete from holds where order_id = '${orphan}'`,
  ],
  [
    'a booking beyond the capacity',
    'delivery',
    `alter table bookings drop constraint within_capacity; update bookings set place = capacity + 1 where order_id = '${order}'`,
    order,
    /capacity/,
    `update bookings set place = 1 where order_id = '${order}'`,
  ],
  [
    'a price that was not agreed',
    'order',
    `update order_lines set price = price - 1 where order_id = '${order}'`,
    order,
    /price charged/,
    `update order_lines set price = price + 1 where order_id = '${order}'`,
  ],
  [
    'a confirmed order that pays another total',
    'order',
    `update orders set total = total + 1 where id = '${order}'`,
    order,
    /one capture of its total/,
    `update orders set total = total - 1 where id = '${order}'`,
  ],
  [
    'an order that its ended saga left pending',
    'order',
    `update orders set status = 'pending' where id = '${order}'`,
    order,
    /settled/,
    `update orders set status = 'confirmed' where id = '${order}'`,
  ],
  [
    'a saga that should have ended long ago',
    'order',
    `update orders set status = 'pending' where id = '${order}'; update sagas set ended_at = null, state = 'running', deadline = now() - interval '2 minutes' where order_id = '${order}'`,
    order,
    /every saga ends/,
    `update orders set status = 'confirmed' where id = '${order}'; update sagas set ended_at = now(), state = 'ended' where order_id = '${order}'`,
  ],
];

test('a shop in order passes', async () => {
  // It is numbered a moment later, and would be of what is wrong below.
  let invoices = 0;
  const count = () =>
    shop.behind('order', async (tx) => {
      const [row] = await tx<{ there: number }[]>`select count(*)::int as there from documents`;
      invoices = row!.there;
    });
  await until(async () => {
    await count();
    return invoices > 0;
  });
  assert.deepEqual(await failures(), []);
});

for (const [what, service, statement, id, invariant, mend] of CASES) {
  test(`the audit names ${what}`, async () => {
    await shop.corrupt(service, statement);
    const found = await failures();
    const naming = found.filter(({ name }) => invariant.test(name));
    assert.ok(
      naming.length > 0,
      `${invariant} passes; failing: ${found.map(({ name }) => name).join('; ') || 'nothing'}`,
    );
    assert.ok(
      naming.some(({ failures }) => failures.some((text) => text.includes(id))),
      JSON.stringify(naming),
    );
    await shop.corrupt(service, mend);
    assert.deepEqual(await failures(), []);
  });
}

test('a parked saga and one in flight are listed, and are no failures', async () => {
  const unfinished = `update orders set status = 'pending' where id = '${order}'; update sagas set ended_at = null, state = 'parked', deadline = now() - interval '2 minutes' where order_id = '${order}'`;
  await shop.corrupt('order', unfinished);
  const report = await shop.audit();
  assert.ok(report.ok);
  assert.equal(report.inFlightCount, 1);
  assert.deepEqual([report.inFlight[0].order, report.inFlight[0].state], [order, 'parked']);
  assert.ok(report.inFlight[0].ageSeconds >= 0);
});

test('the audit passes while orders are running', async () => {
  const other = await openTestShop();
  await other.courier(1000);
  const cup = await other.product(10, 150);
  const buyers = await Promise.all(Array.from({ length: 5 }, () => other.customer(500)));
  let ordering = true;
  const orders = Promise.all(
    buyers.flatMap((buyer) =>
      Array.from({ length: 60 }, () => buyer.order([{ productId: cup, quantity: 1 }])),
    ),
  ).finally(() => {
    ordering = false;
  });
  let reports = 0;
  while (ordering) {
    await other.passes();
    reports += 1;
  }
  assert.ok(reports > 0);
  const answers = await orders;
  assert.equal(answers.filter((answer) => answer.status === 201).length, 150);
  assert.ok((await other.audit()).ok);
});
