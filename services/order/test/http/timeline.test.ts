import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { orderService, participants, tea } from '../order-world.ts';

const world = participants();
/** Services that do not answer what they know of an order. */
const away = new Set<string>();
const asked = world.peers.ask!;
world.peers.ask = async (call, question, trace) => {
  if (away.has(call.service)) throw new Error('away');
  if (call.name === 'user-names') {
    const { users } = question as { users: string[] };
    return { names: users.map((id) => (id === anna ? 'anna' : null)) } as never;
  }
  if (call.name !== 'order-history') return asked(call, question, trace);
  const events = call.service === 'stock' ? [{ at: null, kind: 'goods.taken', data: {} }] : [];
  return { events } as never;
};
const anna = randomUUID();
const shop = await orderService(world);
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());

async function ask(method: 'GET' | 'POST', path: string, payload?: object, who = anna) {
  const headers = { ...as(who, { roles: who === anna ? ['clerk'] : [] }), 'idempotency-key': randomUUID() };
  const url = `/api/orders${path}`;
  const answer = await shop.app.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}

async function place(user = randomUUID()) {
  const { body } = await ask('POST', '', { lines: [{ productId: tea.id, quantity: 2 }] }, user);
  return body.id as string;
}

type Item = { at: string; kind: string; by?: { id: string; name?: string }; data: Record<string, unknown> };
async function timeline(order: string): Promise<{ items: Item[]; missing: string[] }> {
  const { status, body } = await ask('GET', `/${order}/timeline`);
  assert.equal(status, 200);
  return body;
}

test('the timeline tells everything in its order, with who did it and why', async () => {
  const customer = randomUUID();
  const order = await place(customer);
  await ask('POST', `/${order}/refunds`, { amount: 100, reason: 'A scratch' });
  await ask('POST', `/${order}/notes`, { text: 'Rang' });
  assert.equal((await ask('POST', `/${order}/cancellation`, { reason: 'Broken' })).status, 200);
  const { items, missing } = await timeline(order);
  assert.deepEqual(missing, []);
  assert.deepEqual(
    [...items].sort((a, b) => a.at.localeCompare(b.at)),
    items,
  );
  const told = items.filter(({ kind }) => kind !== 'saga.step');
  assert.deepEqual(
    told.map(({ kind, by }) => [kind, by?.id === customer ? 'customer' : by?.name]),
    [
      ['order.placed', 'customer'],
      ['order.confirmed', undefined],
      ['goods.taken', undefined],
      ['refund.granted', 'anna'],
      ['refund.settled', undefined],
      ['note', 'anna'],
      ['cancellation.asked', 'anna'],
      ['order.cancelled', undefined],
    ],
  );
  const data = (kind: string) => told.find((item) => item.kind === kind)!.data;
  assert.deepEqual(data('cancellation.asked'), { for: 'shop', reason: 'Broken' });
  assert.deepEqual(data('order.placed')['total'], { amount: 500, currency: 'RUB' });
  assert.equal(data('refund.granted')['reason'], 'A scratch');
  const steps = items.filter(({ kind }) => kind === 'saga.step').map(({ data: { key } }) => key);
  assert.deepEqual(
    steps.filter((key) => key === 'refund-money'),
    ['refund-money'],
  );
  const [entry] =
    await sql`select reason from audit_log where action = 'order.cancel' and subject = ${`order:${order}`}`;
  assert.equal(entry!['reason'], 'Broken');
});

test('a service that is away is named, and the rest is told', async () => {
  const order = await place();
  for (const service of ['payment', 'notify', 'user']) away.add(service);
  const { items, missing } = await timeline(order);
  away.clear();
  assert.deepEqual(missing, ['notify', 'payment', 'user']);
  assert.ok(items.some(({ kind }) => kind === 'goods.taken'));
});

test('it is for staff, of orders that are there', async () => {
  const customer = randomUUID();
  const order = await place(customer);
  assert.equal((await ask('GET', `/${order}/timeline`, undefined, customer)).status, 403);
  assert.equal((await ask('GET', `/${randomUUID()}/timeline`)).status, 404);
  assert.equal((await ask('GET', '/x/timeline')).status, 404);
});

test('an act upon what somebody saw is refused with both values once money has gone back meanwhile', async () => {
  const order = await place();
  const was = { refunded: 0 };
  assert.equal((await ask('POST', `/${order}/refunds`, { amount: 100, reason: 'A dent', was })).status, 201);
  for (const [path, body] of [
    [`/${order}/refunds`, { amount: 100, reason: 'A dent', was }],
    [`/${order}/cancellation`, { reason: 'Broken', was }],
  ] as const) {
    const answer = await ask('POST', path, body);
    assert.deepEqual([answer.status, answer.body.code], [409, 'edit_conflict'], path);
    assert.deepEqual(answer.body.conflicts, [{ field: 'refunded', was: 0, now: 100, yours: 0 }]);
  }
  assert.equal((await ask('POST', `/${order}/cancellation`, { was: { refunded: 100 } })).status, 200);
  // Of what is cancelled already there is nothing to be told but that it is.
  assert.equal((await ask('POST', `/${order}/cancellation`, { was })).status, 200);
  for (const bad of [
    { reason: '' },
    { reason: 'x'.repeat(501) },
    { was: {} },
    { was: { refunded: -1 } },
    { lines: [] },
  ])
    assert.equal((await ask('POST', `/${order}/cancellation`, bad)).status, 422, JSON.stringify(bad));
});

test('of two clerks who refund at once upon what both saw, one does', async () => {
  const order = await place();
  const refund = () =>
    ask('POST', `/${order}/refunds`, { amount: 100, reason: 'A dent', was: { refunded: 0 } });
  const answers = await Promise.all([refund(), refund(), refund()]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
});
