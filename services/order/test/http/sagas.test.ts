import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { done, fault } from '@sagashop/saga/message';
import { placeOrderSaga } from '../../src/sagas/place-order.ts';
import { orderService, participants, tea } from '../order-world.ts';

const world = participants();
let broken = true;
world.answers['stock.take'] = (command) =>
  broken && parked.has(command.order) ? fault('the scales are out of order') : done();
const parked = new Set<string>();
const shop = await orderService(world, undefined, { ORDER_PARK_AFTER: '1' });
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());
const second = await orderService(world, shop.url, { ORDER_PARK_AFTER: '1' });
const [alice, admin] = [randomUUID(), randomUUID()];
const administrator = as(admin, { roles: ['owner'] });
type App = typeof shop.app;

async function place(): Promise<string> {
  const headers = { ...as(alice), 'idempotency-key': randomUUID() };
  const payload = { lines: [{ productId: tea.id, quantity: 1 }] };
  return (await shop.app.inject({ method: 'POST', url: '/api/orders', headers, payload })).json().id;
}

/** Places an order whose goods cannot be taken. */
async function placeParked(): Promise<string> {
  const book = world.answers['delivery.book']!;
  let id = '';
  world.answers['delivery.book'] = (command) => {
    id = command.order;
    parked.add(id);
    return book(command);
  };
  await place();
  world.answers['delivery.book'] = book;
  await until(async () =>
    (await list('state=parked')).items.some((saga: { orderId: string }) => saga.orderId === id),
  );
  return id;
}

async function list(query: string, headers = administrator) {
  const response = await shop.app.inject({ url: `/api/sagas?${query}`, headers });
  return { status: response.statusCode, ...response.json() };
}

async function retry(id: string, { app = shop.app as App, key = '', headers = administrator } = {}) {
  const given = key ? { 'idempotency-key': key } : {};
  const response = await app.inject({
    method: 'POST',
    url: `/api/sagas/${id}/retry`,
    headers: { ...headers, ...given },
  });
  return {
    status: response.statusCode,
    replayed: response.headers['idempotency-replayed'],
    body: response.json(),
  };
}

async function until(met: () => Promise<boolean>): Promise<void> {
  while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 5));
}

const sagaOf = async (order: string) =>
  (await list('limit=100')).items.find((saga: { orderId: string }) => saga.orderId === order);

test('sagas are listed by their state, those of the newest orders first, a page at a time', async () => {
  const orders = [];
  for (let nth = 0; nth < 3; nth += 1) orders.push(await place());
  await until(async () => (await list('state=ended')).items.length === 3);
  const first = await list('state=ended&limit=2');
  const ids = first.items.map((saga: { orderId: string }) => saga.orderId);
  assert.deepEqual(ids, [orders[2], orders[1]]);
  const rest = await list(`state=ended&limit=2&cursor=${first.nextCursor}`);
  assert.deepEqual([rest.items[0].orderId, rest.nextCursor], [orders[0], null]);
  const [saga] = first.items;
  assert.deepEqual(
    [saga.definition, saga.version, saga.state, saga.outcome],
    ['place-order', placeOrderSaga.version, 'ended', 'completed'],
  );
  assert.equal(Date.parse(saga.deadline) - Date.parse(saga.startedAt), 30_000);
  assert.ok(Date.parse(saga.endedAt) >= Date.parse(saga.startedAt));
  assert.equal(saga.steps[0].name, 'hold the money');
  assert.equal(saga.steps[0].key, 'hold-money');
  assert.deepEqual((await list('state=running')).items, []);
  assert.equal((await list('limit=2')).items.length, 2);
});

test('what is parked is listed until an operator has it tried again, by whatever process', async () => {
  const order = await placeParked();
  const [saga] = (await list('state=parked')).items;
  assert.equal(saga.orderId, order);
  const stuck = saga.steps.find((step: { status: string }) => step.status === 'parked');
  assert.deepEqual([stuck.name, stuck.reply.message], ['take the goods', 'the scales are out of order']);
  broken = false;
  const { status, body } = await retry(saga.id, { app: second.app });
  assert.deepEqual([status, body.id, body.state === 'parked'], [200, saga.id, false]);
  await until(async () => (await sagaOf(order)).state === 'ended');
  assert.deepEqual((await list('state=parked')).items, []);
  const again = await retry(saga.id);
  assert.deepEqual([again.status, again.body.code], [409, 'saga_not_parked']);
  broken = true;
});

test('with an Idempotency-Key a saga is retried once, whatever it has come to since', async () => {
  const order = await placeParked();
  const { id } = await sagaOf(order);
  const key = randomUUID();
  const [first, copy] = await Promise.all([retry(id, { key }), retry(id, { key })]);
  assert.deepEqual([first.status, copy.status], [200, 200]);
  assert.deepEqual([first.replayed, copy.replayed].sort(), ['true', undefined]);
  const log = await sql`select actor, before, after from audit_log
    where action = 'saga.retry' and subject = ${`order:${order}`}`;
  const saga = 'place-order';
  const change = { before: { saga, state: 'parked' }, after: { saga, state: 'running' } };
  assert.deepEqual([...log], [{ actor: admin, ...change }], 'the audit log has one entry of both');
  await until(async () => (await sagaOf(order)).state === 'parked');
  const replayed = await retry(id, { key });
  assert.deepEqual([replayed.status, replayed.replayed, replayed.body.state], [200, 'true', 'parked']);
  const other = await retry(await sagaOf(await place()).then((saga) => saga.id), { key });
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused']);
  const unused = randomUUID();
  const ended = (await list('state=ended&limit=1')).items[0].id;
  assert.equal((await retry(ended, { key: unused })).status, 409);
  broken = false;
  assert.deepEqual((await retry(id, { key: unused })).status, 200, 'a refusal does not use the key up');
  await until(async () => (await sagaOf(order)).state === 'ended');
  broken = true;
});

test('an unknown saga is not found; sagas are for administrators; odd queries are refused by name', async () => {
  for (const id of [randomUUID(), 'none', '%27;drop']) {
    assert.deepEqual([(await retry(id)).status, (await retry(id)).body.code], [404, 'not_found'], id);
  }
  assert.equal((await retry(randomUUID(), { headers: as(alice) })).status, 403);
  assert.equal((await list('', as(alice))).status, 403);
  assert.equal((await shop.app.inject({ url: '/api/sagas' })).statusCode, 401);
  for (const query of ['state=x', 'limit=0', 'cursor=WyJub25lIl0', 'x=1', 'state=']) {
    assert.deepEqual(
      [(await list(query)).status, (await list(query)).code],
      [422, 'validation_failed'],
      query,
    );
  }
});

test('what is parked or taken over is counted', async () => {
  const order = await placeParked();
  const { id } = await sagaOf(order);
  const page = () => second.metrics.registry.metrics();
  await until(async () =>
    (await page()).includes('sagashop_sagas_standing{service="order",why="parked"} 1\n'),
  );
  broken = false;
  assert.equal((await retry(id)).status, 200);
  await until(async () =>
    (await page()).includes('sagashop_sagas_standing{service="order",why="parked"} 0\n'),
  );
  assert.match(await page(), /^sagashop_runner_heartbeats_lost_total\{service="order"\} \d+$/m);
  broken = true;
});
