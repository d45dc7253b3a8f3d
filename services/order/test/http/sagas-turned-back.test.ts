import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { done, fault } from '@sagashop/saga/message';
import { placeOrderSaga } from '../../src/sagas/place-order.ts';
import { orderService, participants, tea } from '../order-world.ts';

type Json = ReturnType<typeof JSON.parse>;
const world = participants();
let broken = false;
world.answers['stock.reserve'] = () => (broken ? fault('the scales are out of order') : done());
const shop = await orderService(world, undefined, { ORDER_PARK_AFTER: '1' });
const second = await orderService(world, shop.url, { ORDER_PARK_AFTER: '1' });
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());
const [alice, admin] = [randomUUID(), randomUUID()];
const clerk = as(admin, { roles: ['clerk'] });

async function until(met: () => Promise<boolean>): Promise<void> {
  while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 5));
}

const ask = async (method: 'GET' | 'POST', url: string, more: object = {}, app = shop.app): Promise<Json> => {
  const answer = await app.inject({ method, url, headers: clerk, ...more });
  return { status: answer.statusCode, replayed: answer.headers['idempotency-replayed'], body: answer.json() };
};

/** Places an order, and answers its id once its first saga is in this state. */
async function placed(state: string): Promise<{ order: string; saga: string }> {
  const headers = { ...as(alice), 'idempotency-key': randomUUID(), prefer: 'respond-async' };
  const payload = { lines: [{ productId: tea.id, quantity: 1 }] };
  const order = (await shop.app.inject({ method: 'POST', url: '/api/orders', headers, payload })).json().id;
  let saga = '';
  await until(async () => {
    const { items } = (await ask('GET', '/api/sagas?limit=100')).body;
    const found = items.find((one: Json) => one.orderId === order);
    saga = found?.id;
    return found?.state === state;
  });
  return { order, saga };
}

async function placeParked() {
  broken = true;
  const made = await placed('parked');
  broken = false;
  return made;
}

const turnBack = (saga: string, more: object = {}, app = shop.app) =>
  ask('POST', `/api/sagas/${saga}/turn-back`, more, app);

test('staff turn back what waits before its pivot, by any process: all is undone, and it is noted who wanted it', async () => {
  const { order, saga } = await placeParked();
  const [item] = (await ask('GET', '/api/sagas?step=reserve-goods&state=parked')).body.items;
  assert.deepEqual([item.id, item.reason], [saga, 'the scales are out of order']);
  const payload = { reason: 'The scales will be mended tomorrow' };
  const answer = await turnBack(saga, { payload }, second.app);
  assert.equal(answer.status, 200);
  await until(async () => (await ask('GET', `/api/sagas/${saga}`)).body.state === 'ended');
  const { outcome, reason, steps } = (await ask('GET', `/api/sagas/${saga}`)).body;
  assert.deepEqual([outcome, reason], ['refused', 'cancelled_by_shop']);
  const undone = steps.filter(({ phase }: Json) => phase === 'undo').map(({ key }: Json) => key);
  const undos = placeOrderSaga.stages.flat().filter((step) => 'undo' in step && step.undo);
  assert.deepEqual(
    undone,
    undos.map(({ key }) => key),
  );
  const read = (await ask('GET', `/api/orders/${order}`)).body;
  assert.deepEqual([read.status, read.reason], ['cancelled', 'cancelled_by_shop']);
  const entries = await sql`
    select actor, action, reason from audit_log where subject = ${`order:${order}`}`;
  assert.deepEqual([...entries], [{ actor: admin, action: 'saga.turn-back', reason: payload.reason }]);
  const { checks } = (await shop.service.calls['audit']!({ checks: true, limit: 1 } as never)) as Json;
  const { failures } = checks.find(({ name }: Json) => name.includes('cancellation by staff'));
  assert.deepEqual(failures, [], 'the audit finds the entry');
});

test('a second wish, and the same again under its key, change nothing', async () => {
  const { order, saga } = await placeParked();
  const headers = { ...clerk, 'idempotency-key': randomUUID() };
  const [one, copy] = await Promise.all([turnBack(saga, { headers }), turnBack(saga, { headers })]);
  assert.deepEqual([one.status, copy.status], [200, 200]);
  assert.deepEqual([one.replayed, copy.replayed].sort(), ['true', undefined]);
  assert.equal((await turnBack(saga)).status, 200);
  await until(async () => (await ask('GET', `/api/sagas/${saga}`)).body.state === 'ended');
  assert.equal((await turnBack(saga)).status, 200);
  const [logged] =
    await sql`select count(*)::int as times from audit_log where subject = ${`order:${order}`}`;
  assert.equal(logged!['times'], 1);
});

test('what has passed its pivot is not turned back; nobody but staff turn anything back', async () => {
  const { order, saga } = await placed('ended');
  const refused = await turnBack(saga);
  assert.deepEqual([refused.status, refused.body.code], [409, 'past_the_pivot']);
  assert.equal((await ask('GET', `/api/orders/${order}`)).body.status, 'confirmed');
  assert.equal((await turnBack(randomUUID())).status, 404);
  assert.equal((await turnBack(saga, { payload: { reason: '' } })).status, 422);
  assert.equal((await turnBack(saga, { headers: as(alice) })).status, 403);
  assert.equal((await ask('GET', `/api/sagas/${saga}`, { headers: as(alice) })).status, 403);
});

test('sagas are found by the number of their order, by step and by reason, page after page', async () => {
  const { order, saga } = await placed('ended');
  const { number } = (await ask('GET', `/api/orders/${order}`)).body;
  const find = async (query: string) => (await ask('GET', `/api/sagas?${query}`)).body;
  await until(async () => (await find(`q=${number}`)).items[0]?.id === saga);
  assert.deepEqual((await find('q=no+such+words')).items, []);
  const told = await find('step=tell-customer&limit=1');
  assert.equal(told.items.length, 1);
  assert.ok((await find('step=tell-why&reason=cancelled_by_shop')).items.length >= 2);
  assert.deepEqual((await find('reason=unheard-of')).items, []);
  for (const query of ['step=x', 'reason=', 'q=', `cursor=${'x'.repeat(9)}`])
    assert.equal((await ask('GET', `/api/sagas?${query}`)).status, 422, query);
});
