import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { until } from '../../cli/test/scratch.ts';
import { type Case, moved, UNTOLD, updated } from './case.ts';
import { openTestShop } from './test-shop.ts';

const opened = new Date().toISOString();
const shop = await openTestShop({ AUDIT_EVERY_MS: '50' });
await shop.courier(1000);
const cup = await shop.product(100, 1000);
const buyer = await shop.customer(10_000_000);
const order: string = (await buyer.order([{ productId: cup, quantity: 2 }])).body.id;
const refused: string = (await buyer.order([{ productId: cup, quantity: 5000 }])).body.orderId;
const standing: string = (await buyer.order([{ productId: cup, quantity: 2 }])).body.id;
const scratch = { amount: 50, reason: 'A scratch' };
await shop.must(201, shop.ask('POST', `/api/orders/${standing}/refunds`, { as: shop.admin, body: scratch }));
const orphan = newId(); // newer than `opened`, as its orders are

type Found = { name: string; ok: boolean; checked: number; failures: string[] };
type Report = { ok: boolean; since?: string; orders: number; invariants: Found[] };
async function audit(query = ''): Promise<Report> {
  return shop.must(200, shop.ask('GET', `/api/audit${query}`, { as: shop.admin }));
}

const inOrders = (change: string, back: string) => ({
  service: 'order',
  breaks: `update orders set ${change} where id = '${order}'`,
  mends: `update orders set ${back} where id = '${order}'`,
  names: order,
});
const ofOrder = `order_id = '${order}'`;
const account = `user_id = '${buyer.id}'`;
const goods = `product_id = '${cup}'`;
const messageOf = async (id: string): Promise<string> =>
  (await buyer.get(`/api/messages?orderId=${id}`)).body.items.at(-1).id;
const [message, other] = [await messageOf(order), await messageOf(standing)];

/** One way to break each invariant: whoever adds one to the audit shows here that it bites. */
const CASES: Record<string, Case> = {
  'double entry: every transfer sums to 0': updated(
    'payment',
    'entries',
    ['amount = amount + 5', 'amount = amount - 5'],
    `transfer_id = '${order}' and account = 'sales'`,
    order,
  ),
  'double entry: a captured hold has one capture of its amount': updated(
    'payment',
    'holds',
    ['amount = amount + 1', 'amount = amount - 1'],
    ofOrder,
    order,
  ),
  'double entry: a balance is the sum of its entries and never negative': updated(
    'payment',
    'accounts',
    ['balance = balance + 7', 'balance = balance - 7'],
    account,
    buyer.id,
  ),
  'double entry: held money is the sum of open holds': updated(
    'payment',
    'accounts',
    ['held = held + 3', 'held = held - 3'],
    account,
    buyer.id,
  ),
  'stock: on hand = sum of movements': updated(
    'stock',
    'movements',
    ['quantity = quantity + 1', 'quantity = quantity - 1'],
    `${goods} and reason = 'received'`,
    cup,
  ),
  'stock: what orders took and gave back are movements': updated(
    'stock',
    'movements',
    ["reason = 'lost'", "reason = 'sold'"],
    `${goods} and reason in ('sold', 'lost')`,
    cup,
  ),
  'stock: 0 ≤ reserved ≤ on hand': {
    service: 'stock',
    breaks: `alter table goods drop constraint reserved_is_there; update goods set reserved = -1 where ${goods}`,
    mends: `update goods set reserved = 0 where ${goods}`,
    names: cup,
  },
  'stock: reserved = sum of open reservations': updated(
    'stock',
    'goods',
    ['reserved = reserved + 1', 'reserved = reserved - 1'],
    goods,
    cup,
  ),
  "delivery: a courier's day counts its bookings": updated(
    'delivery',
    'courier_days',
    ['booked = booked + 1', 'booked = booked - 1'],
    'booked > 0',
    (await buyer.get(`/api/orders/${order}`)).body.deliveryDate,
  ),
  'delivery: bookings within the capacity at booking time': {
    service: 'delivery',
    breaks: `alter table bookings drop constraint within_capacity; update bookings set place = capacity + 1 where ${ofOrder}`,
    mends: `update bookings set place = 1 where ${ofOrder}`,
    names: order,
  },
  ...UNTOLD,
  'every message has a text': updated(
    'notify',
    'messages',
    ["message = ' '", "message = 'confirmed'"],
    ofOrder,
    message,
  ),
  'every message has its mail': moved('notify', 'mails', `id = '${other}'`, other),
  'an order has its lines and its saga': moved('order', 'order_lines', ofOrder, order),
  'a saga has its order': {
    service: 'order',
    breaks: `update sagas set order_id = '${orphan}' where ${ofOrder}`,
    mends: `update sagas set order_id = '${order}' where order_id = '${orphan}'`,
    names: orphan,
  },
  'the list of orders says what they say': {
    service: 'order',
    // As if it had been compared with all orders by now.
    breaks: `update order_list_progress set fed_to = 'ffffffff-ffff-7fff-bfff-ffffffffffff';
      update order_list set total = total + 1 where id = '${order}'`,
    mends: `update order_list set total = total - 1 where id = '${order}'`,
    names: order,
  },
  'a confirmed order has exactly one capture of its total': moved(
    'payment',
    'entries',
    `transfer_id = '${order}'`,
    order,
  ),
  'a confirmed order has its goods taken': updated(
    'stock',
    'reservations',
    ["state = 'released'", "state = 'taken'"],
    ofOrder,
    order,
  ),
  'a confirmed order has one courier': moved('delivery', 'bookings', ofOrder, order),
  'a confirmed order has the day of its delivery': inOrders(
    'delivery_date = delivery_date + 1',
    'delivery_date = delivery_date - 1',
  ),
  'a confirmed order has one message': {
    service: 'notify',
    breaks: `insert into messages (order_id, kind, id, user_id, language, message)
      values ('${order}', 'cancelled', '${orphan}', '${buyer.id}', 'en', 'Again')`,
    mends: `delete from messages where id = '${orphan}'`,
    names: order,
  },
  'an order cancelled before confirmation has nothing taken and nothing held': updated(
    'payment',
    'holds',
    ["state = 'held'", "state = 'released'"],
    `order_id = '${refused}'`,
    refused,
  ),
  ...Object.fromEntries(
    ['its capture refunded, once', 'its goods back', 'its courier free', 'one message of each'].map(
      (what) => [
        `an order cancelled after confirmation has ${what}`,
        inOrders("status = 'cancelled', reason = 'cancelled_by_shop'", "status = 'confirmed', reason = null"),
      ],
    ),
  ),
  'audit log: every adjustment of a balance has its entry': {
    service: 'payment',
    breaks: `insert into entries (transfer_id, kind, account, user_id, amount, reason) values
      ('${orphan}', 'adjustment', 'customer', '${buyer.id}', 1, 'By hand'),
      ('${orphan}', 'adjustment', 'adjustments', null, -1, 'By hand')`,
    mends: `delete from entries where transfer_id = '${orphan}'`,
    names: orphan,
  },
  'every refund has its cause, and every cause its refund': {
    service: 'payment',
    breaks: `insert into entries (transfer_id, kind, account, user_id, amount, refunds) values
      ('${orphan}', 'refund', 'customer', '${buyer.id}', 1, '${order}'),
      ('${orphan}', 'refund', 'sales', null, -1, '${order}')`,
    mends: `delete from entries where transfer_id = '${orphan}'`,
    names: order,
  },
  'double entry: a hold has the refunds that it tells of, never more than its amount': updated(
    'payment',
    'holds',
    ["state = 'refunded'", "state = 'captured'"],
    ofOrder,
    order,
  ),
  'what is refunded is never more than was captured': updated(
    'payment',
    'entries',
    ['amount = amount * 10', 'amount = amount / 10'],
    `refunds = '${standing}'`,
    standing,
  ),
  'every refund of an order that stands was settled and told of, once': updated(
    'notify',
    'messages',
    ["kind = 'refunded'", "kind = 'refund'"],
    `order_id = '${standing}' and cause is not null`,
    standing,
  ),
  'an order gives back what its refunds say': updated(
    'order',
    'orders',
    ['refunded = refunded + 1', 'refunded = refunded - 1'],
    `id = '${standing}'`,
    standing,
  ),
  'no orphan hold, reservation or booking': moved('order', 'orders', `id = '${order}'`, order),
  'the price charged is the price agreed': updated(
    'order',
    'order_lines',
    ['price = price - 1', 'price = price + 1'],
    ofOrder,
    order,
  ),
  // Of a version that no runner has: it would be taken over and brought to its end.
  'every saga ends': {
    service: 'order',
    breaks: `update orders set status = 'pending' where id = '${order}'; update sagas set ended_at = null,
      state = 'running', deadline = now() - interval '61 s', definition_version = 99 where ${ofOrder}`,
    mends: `update orders set status = 'confirmed' where id = '${order}'; update sagas set ended_at = now(),
      state = 'ended', definition_version = 1 where ${ofOrder}`,
    names: order,
  },
  'an order is settled when its saga has ended': inOrders("status = 'pending'", "status = 'confirmed'"),
};

test('a shop in order passes, whether all of its orders are looked at, the newer ones, or none', async () => {
  const [whole, newer, none] = [
    await audit(),
    await audit(`?since=${opened}`),
    await audit(`?since=${encodeURIComponent('2100-01-01T00:00:00+03:00')}`),
  ];
  assert.deepEqual([whole.ok, newer.ok, none.ok], [true, true, true]);
  assert.deepEqual([whole.orders, newer.orders, none.orders], [3, 3, 0]);
  assert.deepEqual([whole.since, newer.since], [undefined, opened]);
  const checked = (report: typeof whole) => report.invariants.map((found) => found.checked);
  assert.deepEqual([...new Set(checked(none))], [0]);
  for (const text of ['yesterday', '', '2026-12-31T23:59:60Z'])
    await shop.must(422, shop.ask('GET', `/api/audit?since=${text}`, { as: shop.admin }));
});

test('each invariant of the audit has a way to be broken, here or where what it is about is done', async () => {
  const names = (await audit()).invariants.map(({ name }) => name);
  const texts = ['cancel-part', 'shipments', 'returns', 'invoices', 'withdrawals', 'reminders'].map(
    (file) => new URL(`${file}.test.ts`, import.meta.url),
  );
  const there = texts.map((file) => readFileSync(file, 'utf8')).join();
  // Most of what needs an act by staff is broken where each of their routes is called: tests/audit-log/staff-acts.test.ts.
  const isThere = (name: string) => name.startsWith('audit log: ') || there.includes(`'${name}'`);
  const here = names.filter((name) => name in CASES || !isThere(name));
  assert.deepEqual(Object.keys(CASES).sort(), here.sort());
});

for (const [name, { service, breaks, mends, names }] of Object.entries(CASES)) {
  test(`broken and named: ${name}`, async () => {
    await shop.corrupt(service, breaks);
    // What is judged order by order is seen among the newer orders too.
    for (const report of [await audit(), await audit(`?since=${opened}`)]) {
      const found = report.invariants.find((one) => one.name === name);
      if (report.since && !found) continue;
      assert.equal(report.ok, false);
      assert.equal(found?.ok, false, JSON.stringify(report.invariants.filter((one) => !one.ok)));
      assert.ok(
        found.failures.some((text) => text.includes(names)),
        JSON.stringify(found),
      );
    }
    await shop.corrupt(service, mends);
    const failing = (await audit()).invariants.filter(({ ok }) => !ok);
    assert.deepEqual(failing, []);
  });
}

test('the metrics tell what is broken, and that it is mended', async () => {
  const told = (what: RegExp) =>
    until(async () => what.test(await (await fetch(`${shop.url}/metrics`)).text()));
  const failures = (count: number) =>
    new RegExp(`^sagashop_audit_failures\\{invariant="a confirmed order has one courier"\\} ${count}$`, 'm');
  await told(/^sagashop_audit_ok\{service="audit"\} 1$/m);
  // An order of this minute: those are looked at again and again.
  const { id } = (await buyer.order([{ productId: cup, quantity: 1 }])).body;
  const { breaks, mends } = moved('delivery', 'bookings', `order_id = '${id}'`, id);
  await shop.corrupt('delivery', breaks);
  await told(failures(1));
  await told(/^sagashop_audit_ok\{service="audit"\} 0$/m);
  await shop.corrupt('delivery', mends);
  await told(failures(0));
  await told(/^sagashop_audit_ok\{service="audit"\} 1$/m);
});
