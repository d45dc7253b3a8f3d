import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop();
const courier = await shop.courier(1000);
const cup = await shop.product(333, 1000);
const alice = await shop.customer(10_000_000);

type Json = ReturnType<typeof JSON.parse>;

async function ordered(quantity = 3): Promise<Json> {
  return (await alice.order([{ productId: cup, quantity }])).body;
}
const post = (path: string, body: object = {}, as = shop.admin) => shop.ask('POST', path, { as, body });
const planned = async (order: string, lines?: object[]): Promise<Json> =>
  shop.must(201, post(`/api/orders/${order}/shipments`, lines ? { lines } : {}));
const act = (shipment: string, what: string, body: object = {}, as = shop.admin) =>
  post(`/api/shipments/${shipment}/${what}`, body, as);
const read = async (order: string): Promise<Json> =>
  shop.must(200, shop.ask('GET', `/api/orders/${order}`, { as: alice.token }));
const standing = ({ status, goods, money }: Json) => [status, goods, money];

async function failing(): Promise<string[]> {
  await shop.settled();
  return broken();
}

/** The names of the invariants that fail just now. */
async function broken(): Promise<string[]> {
  const { invariants } = await shop.audit();
  return invariants.filter(({ ok }: Json) => !ok).map(({ name }: Json) => name);
}

/** Orders of which one was delivered in two parcels, and one came back. */
const past = { delivered: '', returned: '' };

test('an order goes out in two parcels: packed, handed over, delivered; its words follow from its pieces', async () => {
  const order = await ordered();
  const lineId = order.lines[0].id;
  const first = await planned(order.id, [{ lineId, quantity: 1 }]);
  assert.deepEqual([first.state, first.lines], ['planned', [{ lineId, quantity: 1 }]]);
  const second = await planned(order.id);
  assert.equal(second.lines[0].quantity, 2, 'all that is in no parcel yet');
  assert.equal((await post(`/api/orders/${order.id}/shipments`)).body.code, 'not_shippable');
  assert.equal((await shop.must(201, act(first.id, 'packing'))).state, 'packed');
  assert.equal((await shop.must(201, act(first.id, 'handover'))).state, 'handed_over');
  assert.deepEqual(standing(await read(order.id)), ['confirmed', 'partly_shipped', 'paid']);
  await shop.must(201, act(second.id, 'handover'));
  assert.deepEqual(standing(await read(order.id)), ['shipped', 'shipped', 'paid']);
  const at = '1999-01-01T00:00:00Z';
  const delivered = await shop.must(
    201,
    act(first.id, 'delivery', { name: 'Ivan', note: 'At the gate', at }),
  );
  const [, handover, delivery] = delivered.acts;
  assert.equal(delivery.at, handover.at, 'no earlier than the hand-over');
  assert.ok(delivery.receivedAt >= delivery.at);
  assert.deepEqual(standing(await read(order.id)), ['shipped', 'shipped', 'paid']);
  await shop.must(201, act(second.id, 'delivery', { at: '2999-01-01T00:00:00Z' }));
  past.delivered = order.id;
  const seen = await read(order.id);
  assert.deepEqual(standing(seen), ['delivered', 'delivered', 'paid']);
  assert.deepEqual([seen.lines[0].shipped, seen.shipments.length], [3, 2]);
  assert.equal(JSON.stringify(seen.shipments).includes('At the gate'), false, 'a note is for staff');
  assert.deepEqual(await failing(), []);
  const { items } = await shop.must(
    200,
    shop.ask('GET', `/api/messages?orderId=${order.id}`, { as: alice.token }),
  );
  assert.deepEqual(items.map(({ kind }: Json) => kind).sort(), [
    'confirmed',
    'delivered',
    'delivered',
    'shipped',
    'shipped',
  ]);
});

test('what comes too early, twice or too late is refused by its code, and counted once', async () => {
  const order = await ordered();
  const { id } = await planned(order.id);
  for (const what of ['delivery', 'failure'])
    assert.deepEqual([(await act(id, what)).body.code], ['wrong_state'], what);
  const [one, other] = await Promise.all([act(id, 'handover'), act(id, 'handover')]);
  assert.deepEqual([one.status, other.status].sort(), [201, 409]);
  assert.equal((await act(id, 'packing')).body.code, 'wrong_state');
  const cancelled = await post(`/api/orders/${order.id}/cancellation`, {}, alice.token);
  assert.deepEqual([cancelled.status, cancelled.body.code], [409, 'not_cancellable']);
  await shop.must(201, act(id, 'delivery'));
  assert.equal((await act(id, 'delivery')).status, 409);
  assert.equal((await read(order.id)).lines[0].shipped, 3);
  const next = await ordered();
  const parcel = await planned(next.id);
  await shop.must(200, post(`/api/orders/${next.id}/cancellation`, {}, alice.token));
  assert.deepEqual([(await act(parcel.id, 'handover')).body.code], ['not_shippable']);
  assert.equal((await post(`/api/orders/${next.id}/shipments`)).body.code, 'not_shippable');
  const bad = await act(id, 'delivery', { photo: 'bm90IGEgcGhvdG8gYXQgYWxs' });
  assert.deepEqual([bad.status, bad.body.code], [422, 'validation_failed']);
  assert.equal((await act('nonsense', 'packing')).status, 404);
  assert.deepEqual(await failing(), []);
});

test('of a cancellation and a hand-over at once one wins, and what is cancelled leaves its parcel', async () => {
  for (let run = 0; run < 5; run += 1) {
    const order = await ordered();
    const { id } = await planned(order.id);
    const lines = [{ lineId: order.lines[0].id, quantity: 2 }];
    const [cancelled, gone] = await Promise.all([
      post(`/api/orders/${order.id}/cancellation`, { lines }, alice.token),
      act(id, 'handover'),
    ]);
    assert.equal(gone.status, 201);
    const [line] = (await read(order.id)).lines;
    const first = cancelled.status === 200;
    assert.deepEqual([line.cancelled, line.shipped], first ? [2, 1] : [0, 3], String(cancelled.status));
  }
  assert.deepEqual(await failing(), []);
});

test('nobody at home: the next free day; the second time it comes back, and what was paid for it', async () => {
  const order = await ordered(2);
  const { id } = await planned(order.id);
  await shop.must(201, act(id, 'handover'));
  assert.equal((await shop.must(201, act(id, 'failure', { note: 'No bell' }))).state, 'failed');
  await shop.settled();
  const after = await read(order.id);
  assert.deepEqual(standing(after), ['shipped', 'failed', 'paid']);
  await shop.must(201, act(id, 'handover'));
  assert.deepEqual(standing(await read(order.id)), ['shipped', 'shipped', 'paid']);
  assert.equal((await shop.must(201, act(id, 'failure'))).state, 'returned');
  await shop.settled();
  past.returned = order.id;
  const back = await read(order.id);
  assert.deepEqual(standing(back), ['returned', 'failed', 'refunded']);
  assert.deepEqual([back.refunds[0].kind, back.refunds[0].amount.amount], ['undelivered', 666]);
  assert.deepEqual([back.lines[0].shipped, back.lines[0].returned], [2, 2]);
  assert.deepEqual(await failing(), []);
});

/** Each invariant of parcels: how it is broken by hand, where, and how that is mended. */
const BROKEN: [name: string, service: string, breaks: () => string, mends: () => string][] = [
  [
    'cancelled and shipped pieces are never more than were ordered',
    'order',
    () => `alter table order_lines drop constraint order_lines_pieces;
      update order_lines set cancelled = 1 where order_id = '${past.delivered}'`,
    () => `update order_lines set cancelled = 0 where order_id = '${past.delivered}'`,
  ],
  [
    'shipped, delivered and returned pieces are those of the parcels',
    'order',
    () => `update order_lines set delivered = delivered - 1 where order_id = '${past.delivered}'`,
    () => `update order_lines set delivered = delivered + 1 where order_id = '${past.delivered}'`,
  ],
  [
    'every parcel stands with its delivery as it does with its order, and was told of, once for each cause',
    'delivery',
    () => `update shipments set state = 'handed_over' where order_id = '${past.delivered}'`,
    () => `update shipments set state = 'delivered' where order_id = '${past.delivered}'`,
  ],
  [
    'what came back undelivered has its pieces on their shelves, and its money with its customer',
    'stock',
    () => `create table lost as select * from part_returns where order_id = '${past.returned}';
      delete from part_returns where order_id = '${past.returned}'`,
    () => 'insert into part_returns select * from lost; drop table lost',
  ],
  [
    'every parcel stands with its delivery as it does with its order, and was told of, once for each cause',
    'order',
    () => `update sagas set definition = 'note-shipment', definition_version = -definition_version
      where order_id = '${past.delivered}' and definition = 'move-shipment'`,
    () => `update sagas set definition = 'move-shipment', definition_version = -definition_version
      where order_id = '${past.delivered}' and definition_version < 0`,
  ],
  [
    'every refund that staff granted has its saga',
    'order',
    () => `update refunds set kind = null where order_id = '${past.returned}'`,
    () => `update refunds set kind = 'undelivered' where order_id = '${past.returned}'`,
  ],
  [
    'no line gives back more than was paid for it',
    'order',
    () =>
      `update refunds set lines = replace(lines, '"amount":', '"amount":9') where order_id = '${past.returned}'`,
    () =>
      `update refunds set lines = replace(lines, '"amount":9', '"amount":') where order_id = '${past.returned}'`,
  ],
];

for (const [name, service, breaks, mends] of BROKEN) {
  test(`broken and named: ${name}`, async () => {
    await shop.corrupt(service, breaks());
    // What is still under way is not judged.
    await until(async () => (await broken()).includes(name));
    await shop.corrupt(service, mends());
    assert.deepEqual(await failing(), []);
  });
}

test('a courier sees and acts on their own stops alone', async () => {
  const order = await ordered();
  const { id } = await planned(order.id);
  await shop.settled();
  const list = async (query: string, as = shop.admin): Promise<Json> =>
    shop.must(200, shop.ask('GET', `/api/shipments?${query}`, { as }));
  const { items } = await list(`orderId=${order.id}`);
  assert.deepEqual([items[0].id, items[0].courierId, items[0].number], [id, courier, order.number]);
  assert.equal(
    (await list(`date=${order.deliveryDate}&state=planned&courierId=${courier}`)).items.at(-1).id,
    id,
  );
  const me = await shop.customer();
  const roles = { roles: ['courier'] };
  await shop.must(200, shop.ask('PATCH', `/api/staff/${me.id}`, { as: shop.admin, body: roles }));
  const mine = async () => (await list('', me.token)).items.length;
  assert.equal(await mine(), 0);
  assert.equal((await act(id, 'handover', {}, me.token)).status, 404);
  assert.equal((await post(`/api/orders/${order.id}/shipments`, {}, me.token)).status, 403);
  const change = { userId: me.id };
  await shop.must(200, shop.ask('PATCH', `/api/couriers/${courier}`, { as: shop.admin, body: change }));
  assert.ok((await mine()) > 0);
  await shop.must(201, act(id, 'handover', {}, me.token));
  const round = await shop.must(200, shop.ask('GET', '/api/rounds/today', { as: me.token }));
  assert.deepEqual(round.items, []);
  assert.equal((await shop.ask('GET', '/api/rounds/today', { as: alice.token })).status, 403);
});
