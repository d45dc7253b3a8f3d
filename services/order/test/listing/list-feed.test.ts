import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { done, refused } from '@sagashop/saga/message';
import pino from 'pino';
import { listSweeps } from '../../src/listing/list-sweeps.ts';
import { listWriter } from '../../src/listing/list-writer.ts';
import { rebuildList } from '../../src/listing/rebuild-list.ts';
import { misleadingList } from '../../src/store/audit.ts';
import { noteListChanges } from '../../src/store/list-source.ts';
import { orderService, participants, tea } from '../order-world.ts';
import { makeOrders, writeOrders } from './made-orders.ts';

const world = participants();
const courier = randomUUID();
world.answers['delivery.book'] = () => done({ date: '2099-01-01', courier });
const shop = await orderService(world);
const sql = connect(shop.url, { name: 'test', max: 2 });
after(() => sql.end());
const staff = as(randomUUID(), { roles: ['clerk'] });

async function place(user: string, name = 'Vera Lind', headers = {}) {
  const response = await shop.app.inject({
    method: 'POST',
    url: '/api/orders',
    headers: {
      ...as(user, { name, email: `${name.replace(' ', '.')}@example.test` }),
      'idempotency-key': randomUUID(),
      ...headers,
    },
    payload: { lines: [{ productId: tea.id, quantity: 1 }] },
  });
  return response.json();
}

interface Listed {
  id: string;
  status: string;
  money?: string;
  courierId?: string | null;
  saga?: string;
  recipient?: { name: string };
}

async function list(query: string): Promise<Listed[]> {
  const { items } = (await shop.app.inject({ url: `/api/orders?${query}`, headers: staff })).json();
  return items;
}

/** What the list says as soon as it says it; fails after a second, which is the longest that it may lag. */
async function soon(query: string, fits: (orders: Listed[]) => boolean): Promise<Listed[]> {
  const until = performance.now() + 1000;
  for (;;) {
    const orders = await list(query);
    if (fits(orders) || performance.now() > until) return orders;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

await soon('sort=oldest', () => false); // until there is a list

test('an order is in the list within a second, with money, courier and who gets it', async () => {
  const { id } = await place(randomUUID());
  const [order] = await soon('q=vera', (orders) => orders.length > 0);
  assert.equal(order?.id, id);
  assert.deepEqual(
    [order?.status, order?.money, order?.courierId, order?.saga, order?.recipient?.name],
    ['confirmed', 'paid', courier, 'ended', 'Vera Lind'],
  );
  assert.equal((await list(`courierId=${courier}&status=confirmed&productId=${tea.id}`)).length, 1);
});

test('what the list finds is a file, in which people stand for the owner alone', async () => {
  await soon('q=vera', (orders) => orders.length > 0);
  const read = async (role: string) =>
    (
      await shop.app.inject({
        url: '/api/exports/orders.csv?q=vera&status=confirmed',
        headers: as(randomUUID(), { roles: [role] }),
      })
    ).body.split('\r\n');
  const [headings, line, end] = await read('owner');
  assert.match(headings!, /^\uFEFFnumber,placed,status.*,phone,address$/);
  assert.match(
    line!,
    /,confirmed,,paid,none,2\.50,RUB,2099-01-01,1 × Teapot,Vera Lind,Vera\.Lind@example\.test,,$/,
  );
  assert.equal(end, '');
  assert.doesNotMatch((await read('clerk')).join(), /Vera|address/);
});

test('an order that waits is in the list as pending, and then as what it became', async () => {
  const answer = Promise.withResolvers<ReturnType<typeof done>>();
  world.answers['stock.reserve'] = () => answer.promise;
  const { id } = await place(randomUUID(), 'Olga Wait', { prefer: 'respond-async' });
  const [order] = await soon('status=pending', (orders) => orders.length > 0);
  assert.deepEqual([order?.id, order?.saga], [id, 'running']);
  assert.equal((await soon('money=held', (orders) => orders.length > 0)).length, 1);
  assert.equal((await list('saga=running')).length, 1);
  answer.resolve(refused('out_of_stock'));
  const [refusedOrder] = await soon('reason=out_of_stock', (orders) => orders.length > 0);
  assert.deepEqual([refusedOrder?.id, refusedOrder?.money, refusedOrder?.courierId], [id, 'none', null]);
  assert.deepEqual(await list('status=pending'), []);
  delete world.answers['stock.reserve'];
});

test('a cancelled order says so in the list, and that its money went back', async () => {
  const user = randomUUID();
  const { id } = await place(user, 'Ivan Back');
  await soon('q=ivan&status=confirmed', (orders) => orders.length > 0);
  await shop.app.inject({ method: 'POST', url: `/api/orders/${id}/cancellation`, headers: as(user) });
  const [order] = await soon('q=ivan&money=refunded', (orders) => orders.length > 0);
  assert.deepEqual([order?.id, order?.status, order?.courierId], [id, 'cancelled', null]);
});

test('a price that has changed is a cancelled order of the list', async () => {
  const { orderId } = (
    await shop.app.inject({
      method: 'POST',
      url: '/api/orders',
      headers: { ...as(randomUUID()), 'idempotency-key': randomUUID() },
      payload: { lines: [{ productId: tea.id, quantity: 1 }], expectedTotal: { amount: 1, currency: 'RUB' } },
    })
  ).json();
  const [order] = await soon('reason=price_changed', (orders) => orders.length > 0);
  assert.equal(order?.id, orderId);
});

test('who leaves is not found any more, at once, and does not come back with what is told later', async () => {
  const user = randomUUID();
  const { id } = await place(user, 'Nora Gone');
  await soon('q=nora', (orders) => orders.length > 0);
  const call = (name: string, question: object) => shop.service.calls[name]!(question as never);
  await call('close-user', { user, run: randomUUID() });
  await call('forget-user', { user });
  assert.deepEqual(await list('q=nora'), []);
  const people = await sql`select from order_people where user_id = ${user}`;
  assert.equal(people.length, 0);
  await sql.begin((tx) => noteListChanges(tx as never, [id]));
  await soon('q=nora', (orders) => orders.length > 0);
  assert.deepEqual(await list('q=nora'), []);
  assert.equal((await list(`userId=${user}`)).length, 1);
});

test('an order that is decided long after it was placed stands in the list a second later as what it became, whoever dies then', async () => {
  const [made] = makeOrders(1, 7);
  const late = { ...made!, number: 900_001, status: 'pending', reason: null, deliveryDate: null } as const;
  await writeOrders(sql, [late]);
  await sql.begin((tx) => noteListChanges(tx as never, [late.id]));
  const day = 'from=2026-01-01&to=2026-01-01';
  assert.equal((await soon(`${day}&status=pending`, (orders) => orders.length > 0))[0]?.id, late.id);
  // As by a process that dies before it tells of it.
  await sql`update orders set status = 'cancelled', reason = 'timed_out', answer_status = 409, answer = '{}'
    where id = ${late.id}`;
  const [order] = await soon(`${day}&reason=timed_out`, (orders) => orders.length > 0);
  assert.deepEqual([order?.id, order?.status], [late.id, 'cancelled']);
  await sql`delete from order_list where id = ${late.id}`;
  await sql`delete from orders where id = ${late.id}`;
});

test('orders whose process died before it told of them are found again, and a list that was lost is made anew', async () => {
  const lost = makeOrders(3, 5);
  await writeOrders(sql, lost);
  const found = async (query: string) => (await list(query)).length;
  const stretch = 'from=2026-01-01&to=2026-01-01';
  const sweptUntil = async (isThere: () => Promise<boolean>) => {
    const [, repair] = listSweeps(sql, listWriter(sql), pino({ level: 'silent' }));
    repair!.start();
    while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 5));
    await repair!.stop();
  };
  await sql`delete from order_list where id = any(${`{${lost.map(({ id }) => id)}}`}::uuid[])`;
  await sql`update order_list_progress set fed_to = ${lost[0]!.id}`;
  await sweptUntil(async () => (await found(stretch)) === 3);
  // As PostgreSQL empties it when it has crashed.
  await sql`truncate order_list, order_list_buckets, order_list_progress, order_people`;
  await sweptUntil(async () => (await found(stretch)) === 3 && (await found('q=ivan')) === 1);
});

test('an order that went on while its list was made anew is not said to stand there wrongly before it has settled', async () => {
  const { id } = await place(randomUUID());
  await sql`truncate order_list, order_list_buckets, order_list_progress, order_people`;
  const size = { orders: 1000, bucket: 1000, pauses: false };
  await rebuildList(sql, listWriter(sql), pino({ level: 'silent' }), size);
  assert.equal((await sql`select from order_list where id = ${id}`).length, 1, 'it is there already');
  // As it was read, before somebody else has told what became of it.
  await sql`update order_list set status = 'pending' where id = ${id}`;
  const { failures } = await sql.begin((tx) => misleadingList(tx, {}));
  assert.deepEqual(failures, []);
});
