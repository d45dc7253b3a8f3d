import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { png } from '@sagashop/pictures/testing';
import { done } from '@sagashop/saga/message';
import { orderService, participants, tea } from '../order-world.ts';

const world = participants();
const shop = await orderService(world);
const sql = connect(shop.url, { name: 'test', max: 2 });
after(() => sql.end());

const call = (name: string, user: string, run = newId()) =>
  shop.service.calls[name]!({ user, run } as never) as Promise<{ refused?: string | null }>;

const place = (user: string, key: string = randomUUID()) =>
  shop.app.inject({
    method: 'POST',
    url: '/api/orders',
    headers: { ...as(user), 'idempotency-key': key },
    payload: {
      lines: [{ productId: tea.id, quantity: 1 }],
      address: 'Elm Street 1',
      recipient: { phone: '+44 20 7946 0123' },
    },
  });

const photo = (await png(20, 20)).toString('base64');

const named = (user: string) =>
  sql`select from recipients join orders on id = order_id
    where user_id = ${user} and (email <> '' or name <> '' or address is not null or phone is not null)`;

test('who has left orders nothing more, and nothing personal stays with what they had ordered', async () => {
  const [user, other] = [randomUUID(), randomUUID()];
  for (const who of [user, user, other]) assert.equal((await place(who)).statusCode, 201);
  assert.equal((await call('close-user', user)).refused, null);
  const late = await place(user);
  assert.deepEqual([late.statusCode, late.json().code], [401, 'not_signed_in']);
  assert.equal((await place(other)).statusCode, 201);
  for (let time = 0; time < 2; time += 1) await call('forget-user', user);
  assert.equal((await named(user)).length, 0);
  assert.equal((await named(other)).length, 2);
});

test('what was said at the door goes with whoever leaves, and later nothing of it is kept', async () => {
  const user = randomUUID();
  const staff = as(randomUUID(), { roles: ['clerk'] });
  const post = async (url: string, payload: object = {}) => {
    const headers = { ...staff, 'idempotency-key': randomUUID() };
    const answer = await shop.app.inject({ method: 'POST', url, headers, payload });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json();
  };
  const order = (await place(user)).json().id as string;
  const parcel = (await post(`/api/orders/${order}/shipments`)).id as string;
  const proof = { note: 'The dog bites', name: 'Alice', photo };
  await post(`/api/shipments/${parcel}/packing`, proof);
  const said = () =>
    sql`select from shipment_acts where shipment = ${parcel} and num_nonnulls(note, name, photo, photo_file) > 0`;
  const files = async () => (await sql`select from picture_files`).length;
  assert.deepEqual([(await said()).length, await files()], [1, 1]);
  // Until delivery has heard of the parcel its order is in flight.
  for (let refused: unknown = true; refused; ) refused = (await call('close-user', user)).refused;
  await call('forget-user', user);
  assert.deepEqual([(await said()).length, await files()], [0, 0]);
  await post(`/api/shipments/${parcel}/handover`, proof);
  assert.equal((await said()).length, 0);
});

test('an order in flight keeps its user until it has ended', async () => {
  const user = randomUUID();
  const { promise, resolve } = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  world.answers['payment.hold'] = async () => {
    started.resolve();
    await promise;
    return done();
  };
  const order = place(user);
  await started.promise;
  assert.equal((await call('close-user', user)).refused, 'orders_in_flight');
  resolve();
  delete world.answers['payment.hold'];
  assert.equal((await order).statusCode, 201);
  assert.equal((await call('close-user', user)).refused, null);
});

test('who stays after all orders again, and an older run neither closes nor reopens', async () => {
  const user = randomUUID();
  // Ids of the same millisecond have no order.
  const [older, newer] = [newId(Date.now() - 1), newId()];
  await call('close-user', user, newer);
  await call('close-user', user, older);
  await call('reopen-user', user, older);
  const key = randomUUID();
  assert.equal((await place(user, key)).statusCode, 401);
  await call('reopen-user', user, newer);
  assert.equal((await place(user, key)).statusCode, 201, 'the refusal has not used the key up');
});

test('closing waits for a batch of orders that is under way, and sees what it wrote', async () => {
  const user = randomUUID();
  let closing: Promise<{ refused?: string | null }> | undefined;
  await sql.begin(async (tx) => {
    await tx`select from leavers where user_id = ${user} for key share`;
    closing = call('close-user', user);
    // It waits for the table: only then is the order written.
    for (let waits = 0; waits === 0; ) {
      const [row] = await tx<{ count: number }[]>`
        select count(*) from pg_locks where relation = 'leavers'::regclass and not granted`;
      waits = row!.count;
    }
    const id = newId();
    await tx`
      insert into orders (id, number, user_id, status, total, language, idempotency_key, created_at)
      values (${id}, 1, ${user}, 'pending', 1, 'en', 'k', now())`;
    await tx`
      insert into sagas (order_id, id, definition, definition_version, state, data, deadline)
      values (${id}, ${newId()}, 'none', 1, 'running', '{}', now())`;
  });
  assert.equal((await closing)?.refused, 'orders_in_flight');
  assert.equal((await sql`select from leavers where user_id = ${user}`).length, 0);
});

test('of closing and many orders at once, each order is written before it or not at all', async () => {
  for (let round = 0; round < 10; round += 1) {
    const user = randomUUID();
    const before = place(user);
    const closing = call('close-user', user);
    const answers = await Promise.all([before, ...Array.from({ length: 20 }, () => place(user))]);
    const { refused } = await closing;
    const [row] = await sql<{ count: number }[]>`select count(*) from orders where user_id = ${user}`;
    assert.equal(answers.filter((answer) => answer.statusCode === 201).length, row!.count);
    if (refused) continue;
    await call('forget-user', user);
    assert.equal((await named(user)).length, 0);
    assert.equal((await place(user)).statusCode, 401);
  }
});

test('whoever has an order is needed, whatever became of it, and nobody else', async () => {
  const [buyer, leaver, nobody] = [randomUUID(), randomUUID(), randomUUID()];
  for (const user of [buyer, leaver]) assert.equal((await place(user)).statusCode, 201);
  await call('close-user', leaver);
  await call('close-user', nobody);
  const users = [nobody, buyer, leaver, randomUUID()];
  const answer = await shop.service.calls['needed-users']!({ users } as never);
  assert.deepEqual(answer, { needed: [false, true, true, false] });
});
