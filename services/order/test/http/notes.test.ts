import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { orderService, tea } from '../order-world.ts';

const shop = await orderService();
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());
const [anna, boris] = [randomUUID(), randomUUID()];

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
async function ask(
  method: Method,
  path: string,
  payload?: object,
  more: { who?: string; key?: string; roles?: string[] } = {},
) {
  const { who = anna, key, roles = ['clerk'] } = more;
  const headers = { ...as(who, { roles }), ...(key && { 'idempotency-key': key }) };
  const answer = await shop.app.inject({
    method,
    url: `/api/orders/${path}`,
    headers,
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
}

async function place(user = randomUUID()): Promise<string> {
  const headers = { ...as(user), 'idempotency-key': randomUUID() };
  const payload = { lines: [{ productId: tea.id, quantity: 2 }] };
  return (await shop.app.inject({ method: 'POST', url: '/api/orders', headers, payload })).json().id;
}

const logOf = (order: string) =>
  sql`select action, actor, before, after from audit_log where subject = ${`order:${order}`} order by at, id`;

test('staff write notes on an order; whoever wrote one changes or deletes it within a day, and the log says so', async () => {
  const customer = randomUUID();
  const order = await place(customer);
  const key = randomUUID();
  const { status, body } = await ask('POST', `${order}/notes`, { text: 'Rang: Friday' }, { key });
  assert.deepEqual([status, body.text, body.by.id, body.orderId], [201, 'Rang: Friday', anna, order]);
  assert.equal((await ask('POST', `${order}/notes`, { text: 'Rang: Friday' }, { key })).body.id, body.id);
  await ask('POST', `${order}/notes`, { text: 'Paid twice?' }, { who: boris });
  const list = await ask('GET', `${order}/notes?limit=1`);
  assert.deepEqual(
    list.body.items.map((one: { text: string }) => one.text),
    ['Paid twice?'],
  );
  const rest = await ask('GET', `${order}/notes?limit=1&cursor=${list.body.nextCursor}`);
  assert.deepEqual([rest.body.items.length, rest.body.items[0].id, rest.body.nextCursor], [1, body.id, null]);

  const path = `${order}/notes/${body.id}`;
  const changed = await ask('PATCH', path, { text: 'Rang: Saturday', was: { text: 'Rang: Friday' } });
  assert.deepEqual([changed.status, changed.body.text], [200, 'Rang: Saturday']);
  assert.ok(changed.body.editedAt);
  const late = await ask('PATCH', path, { text: 'Rang: Sunday', was: { text: 'Rang: Friday' } });
  assert.deepEqual([late.status, late.body.code], [409, 'edit_conflict']);
  assert.deepEqual(late.body.conflicts, [
    { field: 'text', was: 'Rang: Friday', now: 'Rang: Saturday', yours: 'Rang: Sunday' },
  ]);
  for (const method of ['PATCH', 'DELETE'] as const) {
    const other = await ask(method, path, method === 'PATCH' ? { text: 'Mine' } : undefined, { who: boris });
    assert.deepEqual([other.status, other.body.code], [409, 'note_closed'], method);
  }
  assert.equal((await ask('DELETE', path)).status, 204);
  assert.equal((await ask('DELETE', path)).status, 404);
  assert.deepEqual(
    (await logOf(order)).map(({ action, before, after: now }) => [action, before, now]),
    [
      ['order.note', {}, { text: '…' }],
      ['order.note', {}, { text: '…' }],
      ['order.note-change', { text: '…' }, { text: '…' }],
      ['order.note-delete', { text: '…' }, {}],
    ],
  );
  assert.equal((await ask('GET', `${order}/notes`, undefined, { who: customer, roles: [] })).status, 403);
});

test('a note that is a day old is changed by nobody', async () => {
  const order = await place();
  const { body } = await ask('POST', `${order}/notes`, { text: 'Old' });
  await sql`update order_notes set at = at - interval '1 day' where id = ${body.id}`;
  const answer = await ask('PATCH', `${order}/notes/${body.id}`, { text: 'New' });
  assert.deepEqual([answer.status, answer.body.code], [409, 'note_closed']);
});

test('what is no note, or on no order, is refused', async () => {
  const order = await place();
  const bad: [string, object, number][] = [
    [`${order}/notes`, { text: '' }, 422],
    [`${order}/notes`, { text: ' \n ' }, 422],
    [`${order}/notes`, { text: 'x'.repeat(2001) }, 422],
    [`${order}/notes`, { text: 'a\0b' }, 422],
    [`${order}/notes`, { text: 'a', more: 1 }, 422],
    [`${order}/notes`, {}, 422],
    [`${randomUUID()}/notes`, { text: 'a' }, 404],
    ['x/notes', { text: 'a' }, 404],
  ];
  for (const [path, payload, status] of bad)
    assert.equal((await ask('POST', path, payload)).status, status, JSON.stringify(payload).slice(0, 80));
  assert.equal((await ask('GET', `${randomUUID()}/notes`)).status, 404);
  assert.equal((await ask('PATCH', `${order}/notes/${randomUUID()}`, { text: 'a' })).status, 404);
  assert.equal(
    (await ask('POST', `${order}/notes`, { text: 'a' }, { roles: ['packer'] })).body.permission,
    'orders.note',
  );
  assert.equal((await ask('POST', `${order}/notes`, { text: 'x'.repeat(2000) })).status, 201);
});

test('whoever has an order open sees who else has, and that something has changed', async () => {
  const order = await place();
  const here = (who: string, doing: string) => ask('PUT', `${order}/presence`, { doing }, { who });
  const first = (await here(anna, 'looking')).body;
  assert.deepEqual(first.others, []);
  const { others } = (await here(boris, 'refund')).body;
  assert.deepEqual(
    others.map(({ id, doing }: Record<string, string>) => [id, doing]),
    [[anna, 'looking']],
  );
  const second = (await here(anna, 'looking')).body;
  assert.deepEqual([second.others[0].doing, second.mark], ['refund', first.mark]);
  await ask('POST', `${order}/notes`, { text: 'Mine' }, { who: boris });
  const third = (await here(anna, 'looking')).body;
  assert.notEqual(third.mark, first.mark);
  assert.equal((await ask('GET', `${order}/timeline`)).body.mark, third.mark);
  assert.equal((await ask('DELETE', `${order}/presence`, undefined, { who: boris })).status, 204);
  assert.deepEqual((await here(anna, 'looking')).body.others, []);
  await here(boris, 'looking');
  await sql`update order_visitors set seen_at = now() - interval '31 seconds' where user_id = ${boris}`;
  assert.deepEqual((await here(anna, 'cancel')).body.others, []);
  assert.equal((await here(anna, 'eat')).status, 422);
  assert.equal((await ask('PUT', `${randomUUID()}/presence`, { doing: 'looking' })).status, 404);
});

test('notes and reasons go with the data of their customer', async () => {
  const customer = randomUUID();
  const order = await place(customer);
  await ask('POST', `${order}/notes`, { text: 'Her sister rang' });
  await ask('POST', `${order}/cancellation`, { reason: 'Her own words' }, { who: customer, roles: [] });
  const forget = shop.service.calls!['forget-user'] as unknown as (question: object) => Promise<unknown>;
  await forget({ user: customer, run: randomUUID() });
  assert.deepEqual((await ask('GET', `${order}/notes`)).body.items, []);
  const [asked] = await sql`select reason from cancellations where order_id = ${order}`;
  assert.equal(asked!['reason'], null);
});
