import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '@sagashop/chassis/errors';
import { uuids } from '@sagashop/chassis/postgres/arrays';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { done } from '@sagashop/saga/message';
import { orderService, participants, tea } from '../order-world.ts';

/** What delivery was asked to move, and how it answers. */
const moves: { order: string; courier: string | null; key: string; by: { id: string } }[] = [];
/** The roles that user says the clerk has. */
let rights = ['clerk'];
let answerMove = (_order: string): string | null | Promise<never> => null;
const world = participants();
const { ask: askOthers } = world.peers;
world.peers.ask = async (call, question) => {
  if (call.name === 'user-roles') return { roles: [rights] } as never;
  if (call.name !== 'assign') return askOthers!(call, question);
  const move = question as (typeof moves)[number];
  moves.push(move);
  return { refused: await answerMove(move.order) } as never;
};
const shop = await orderService(world);
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());
const clerk = randomUUID();
const courierId = randomUUID();

async function ask(
  method: 'GET' | 'POST',
  path: string,
  payload?: object,
  key: string = randomUUID(),
  roles = ['clerk'],
) {
  const headers = { ...as(clerk, { roles }), ...(payload && { 'idempotency-key': key }) };
  const url = `/api/bulk-actions${path}`;
  const answer = await shop.app.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json(), replayed: answer.headers['idempotency-replayed'] };
}

async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await met()); await sleep(10))
    assert.ok(Date.now() < end, 'it did not come about');
}

async function placed(many: number, user = randomUUID()): Promise<string[]> {
  const ids: string[] = [];
  for (let nth = 0; nth < many; nth += 1) {
    const headers = { ...as(user), 'idempotency-key': randomUUID() };
    const payload = { lines: [{ productId: tea.id, quantity: 1 }] };
    ids.push((await shop.app.inject({ method: 'POST', url: '/api/orders', headers, payload })).json().id);
  }
  return ids;
}

async function ended(id: string) {
  await until(async () => (await ask('GET', `/${id}`)).body.state !== 'running');
  return (await ask('GET', `/${id}`)).body;
}
const counts = ({ total, done, waiting, refused, state }: Record<string, unknown>) => ({
  ...{ total, done, waiting, refused, state },
});
const reason = 'The oven is broken';

test('many orders are cancelled at once, each with its entry in the audit log, and one that is too late is named', async () => {
  const orders = await placed(40);
  await sql`update orders set status = 'shipped' where id = ${orders[3]!}`;
  const wish = { act: 'cancel', orders, reason, expected: 40 };
  const key = randomUUID();
  const { status, body } = await ask('POST', '', wish, key);
  assert.equal(status, 201, JSON.stringify(body));
  const again = await ask('POST', '', wish, key);
  assert.deepEqual([again.body, again.replayed], [body, 'true']);
  assert.deepEqual(counts(await ended(body.id)), {
    ...{ total: 40, done: 39, waiting: 0, refused: 1, state: 'ended' },
  });
  const { items } = (await ask('GET', `/${body.id}/orders`)).body;
  assert.deepEqual(
    items.map(({ orderId, code }: Record<string, string>) => [orderId, code]),
    [[orders[3], 'not_cancellable']],
  );
  const entries = await sql`
    select subject, reason from audit_log where action = 'order.cancel' and actor = ${clerk} order by subject`;
  assert.equal(entries.length, 39);
  assert.ok(entries.every((entry) => entry['reason'] === reason));
  const refunds = shop.sent.filter(({ type, order }) => type === 'payment.refund' && orders.includes(order));
  assert.equal(refunds.length, 39);
});

test('all that match is fixed when it is begun, and refused when there are more or fewer than was told', async () => {
  const user = randomUUID();
  await placed(3, user);
  const filters = { userId: user, status: 'confirmed' };
  await until(async () => {
    const { body } = await ask('GET', `/foretold?act=cancel&userId=${user}&status=confirmed`);
    return body.changes === 3;
  });
  const told = (await ask('GET', `/foretold?act=cancel&userId=${user}`)).body;
  assert.deepEqual(told, {
    ...{ orders: 3, tooMany: false, changes: 3, already: 0, refused: [] },
    refunded: { amount: 3 * tea.price, currency: 'RUB' },
    released: { amount: 0, currency: 'RUB' },
  });
  const changed = await ask('POST', '', { act: 'cancel', filters, reason, expected: 2 });
  assert.deepEqual([changed.status, changed.body.code, changed.body.orders], [409, 'selection_changed', 3]);
  const { body } = await ask('POST', '', { act: 'cancel', filters, reason, expected: 3 });
  assert.equal(body.total, 3);
  assert.equal((await ended(body.id)).done, 3);
  const nobody = { act: 'cancel', filters: { userId: randomUUID() }, reason };
  assert.equal((await ask('POST', '', nobody)).body.code, 'nothing_selected');
});

test('deliveries are given to a courier by the same person and under one key each, and a refusal is told', async () => {
  const orders = await placed(6);
  answerMove = (order) => (order === orders[2] ? 'no_capacity' : null);
  const { body } = await ask('POST', '', { act: 'assign', orders, courierId });
  const { done, refused } = await ended(body.id);
  assert.deepEqual([done, refused], [5, 1]);
  const mine = moves.filter(({ order }) => orders.includes(order));
  assert.equal(mine.length, 6);
  assert.ok(
    mine.every(({ key, by, courier }) => key === body.id && by.id === clerk && courier === courierId),
  );
  assert.equal((await ask('GET', `/${body.id}/orders?state=refused`)).body.items[0].code, 'no_capacity');
});

test('a process that dies half-way leaves the rest to the next, and each order counts once', async () => {
  const orders = await placed(9);
  const seen = new Set<string>();
  // Dies: the first turn never ends, and its lease runs out.
  let die = () => {};
  const died = new Promise<never>((_, reject) => {
    die = () => reject(refuse.unavailable());
  });
  answerMove = (order) => {
    if (seen.has(order)) return null;
    seen.add(order);
    return died;
  };
  const { body } = await ask('POST', '', { act: 'assign', orders, courierId });
  await until(() => seen.size === 4);
  answerMove = () => null;
  const second = await orderService(world, shop.url);
  await sql`update bulk_actions set lease_until = now() - interval '1 second' where id = ${body.id}`;
  const { done, total } = await ended(body.id);
  assert.deepEqual([done, total], [9, 9]);
  die();
  await second.stop();
  const after = (await ask('GET', `/${body.id}`)).body;
  assert.deepEqual([after.done, after.refused], [9, 0]);
});

test('parcels whose process hangs are gone on with by the next: each is planned, packed and handed over once', async () => {
  const orders = await placed(5);
  const second = await orderService(world, shop.url);
  const begin = async (act: string, which: object) => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    shop.answers['delivery.move_shipment'] = () => gate.then(() => done({ date: null }));
    const headers = { ...as(clerk, { roles: ['clerk'] }), 'idempotency-key': randomUUID() };
    const sent = { method: 'POST', url: '/api/shipments/acts', headers, payload: { act, ...which } } as const;
    const { id } = (await shop.app.inject(sent)).json();
    const lease = async () =>
      (
        await sql<
          { taken: boolean }[]
        >`select lease_until > now() as taken from bulk_actions where id = ${id}`
      )[0]!.taken;
    // One of the two is at it, and hangs on the parcels' sagas; whoever comes then is the other.
    await until(lease);
    await until(
      async () =>
        (await sql`select from sagas where order_id = any(${uuids(orders)}::uuid[]) and ended_at is null`)
          .length === 5,
    );
    await sql`update bulk_actions set lease_until = now() - interval '1 second' where id = ${id}`;
    await until(lease);
    go();
    await until(
      async () => (await sql`select from bulk_actions where id = ${id} and state = 'ended'`).length === 1,
    );
    const [counted] = await sql`select done, refused from bulk_actions where id = ${id}`;
    assert.deepEqual({ ...counted }, { done: 5, refused: 0 }, act);
  };
  await begin('plan', { orders });
  const parcels = await sql<{ id: string; orderId: string }[]>`
    select id, order_id from shipments where order_id = any(${uuids(orders)}::uuid[]) order by order_id`;
  assert.deepEqual(
    parcels.map(({ orderId }) => orderId),
    orders.toSorted(),
    'a parcel an order',
  );
  const shipments = parcels.map(({ id }) => id);
  await begin('pack', { shipments });
  await begin('hand_over', { shipments });
  const acts = await sql<{ shipment: string; acts: string }[]>`
    select shipment, string_agg(act, ' ' order by nth) as acts from shipment_acts
    where shipment = any(${uuids(shipments)}::uuid[]) group by shipment`;
  assert.deepEqual(
    acts.map(({ acts: all }) => all),
    Array(5).fill('packing handover'),
  );
  delete shop.answers['delivery.move_shipment'];
  await second.stop();
});

test('what fails is tried again after a pause, and given up in the end', async () => {
  const orders = await placed(2);
  answerMove = (order) => {
    if (order === orders[0]) throw refuse.unavailable();
    return null;
  };
  const { body } = await ask('POST', '', { act: 'assign', orders, courierId });
  await until(async () => (await ask('GET', `/${body.id}`)).body.done === 1);
  await sql`update bulk_targets set attempts = 9 where action = ${body.id} and state = 'open'`;
  await sql`update bulk_actions set lease_until = now() - interval '1 second' where id = ${body.id}`;
  assert.deepEqual(counts(await ended(body.id)), {
    ...{ total: 2, done: 1, waiting: 0, refused: 1, state: 'ended' },
  });
});

test('it is stopped by anybody who sees it, and what is done stays', async () => {
  const orders = await placed(8);
  answerMove = () => {
    throw refuse.unavailable();
  };
  const { body } = await ask('POST', '', { act: 'assign', orders, courierId });
  const stopped = await ask('POST', `/${body.id}/stop`, {});
  assert.deepEqual([stopped.status, stopped.body.state], [200, 'stopped']);
  answerMove = () => null;
  await sql`update bulk_actions set lease_until = '-infinity' where id = ${body.id}`;
  const again = (await ask('POST', `/${body.id}/stop`, {})).body;
  assert.deepEqual([again.state, again.done, again.endedAt], ['stopped', 0, stopped.body.endedAt]);
  assert.equal((await ask('GET', '?limit=1')).body.items[0].id, body.id);
  const entries = await sql`
    select actor, action, after from audit_log where subject = ${`bulk:${body.id}`} order by at, id`;
  assert.deepEqual(
    [...entries],
    [
      { actor: clerk, action: 'bulk.begin', after: { act: 'assign', orders: 8, courierId } },
      { actor: clerk, action: 'bulk.stop', after: { stopped: true } },
    ],
  );
});

test('who may not do it any more does nothing more: it is stopped before its next orders', async () => {
  const orders = await placed(8);
  answerMove = () => {
    rights = ['packer'];
    return null;
  };
  const { body } = await ask('POST', '', { act: 'assign', orders, courierId });
  assert.deepEqual(counts(await ended(body.id)), {
    ...{ total: 8, done: 4, waiting: 0, refused: 0, state: 'stopped' },
  });
  rights = ['clerk'];
  answerMove = () => null;
});

test('what is no wish is refused before anything is noted', async () => {
  const orders = [randomUUID()];
  for (const wish of [
    {},
    { act: 'delete', orders },
    { act: 'cancel', orders },
    { act: 'cancel', reason },
    { act: 'cancel', orders, filters: {}, reason },
    { act: 'cancel', orders, reason, courierId },
    { act: 'cancel', orders: ['nobody'], reason },
    { act: 'cancel', orders: [], reason },
    { act: 'cancel', filters: { from: '0000-01-01' }, reason },
    { act: 'cancel', orders, reason: ' ' },
    { act: 'assign', orders },
    { act: 'assign', orders, date: '0000-01-01' },
    { act: 'assign', orders, reason, courierId },
  ])
    assert.equal((await ask('POST', '', wish)).status, 422, JSON.stringify(wish));
  assert.equal(
    (await ask('POST', '', { act: 'cancel', orders, reason }, '')).body.code,
    'idempotency_key_missing',
  );
  for (const roles of [['packer'], ['courier'], []])
    assert.equal((await ask('POST', '', { act: 'cancel', orders, reason }, undefined, roles)).status, 403);
  const lost = await ask('POST', '', { act: 'cancel', orders, reason });
  assert.deepEqual(counts(await ended(lost.body.id)), {
    ...{ total: 1, done: 0, waiting: 0, refused: 1, state: 'ended' },
  });
  assert.equal((await ask('GET', `/${randomUUID()}`)).status, 404);
  assert.equal((await ask('POST', `/${randomUUID()}/stop`, {})).status, 404);
  assert.equal((await ask('GET', '/foretold?act=cancel&status=sold')).status, 422);
});
