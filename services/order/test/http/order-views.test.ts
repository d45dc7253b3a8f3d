import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { orderService } from '../order-world.ts';

const shop = await orderService();
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());
const [owner, clerk, other] = [randomUUID(), randomUUID(), randomUUID()];
const ROLES: Record<string, string[]> = { [owner]: ['owner'] };

async function ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', who: string, path = '', payload?: object) {
  const headers = as(who, { roles: ROLES[who] ?? ['clerk'] });
  const url = `/api/order-views${path}`;
  const answer = await shop.app.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
}
const keep = (who: string, more: object = {}) =>
  ask('POST', who, '', { name: 'Mine', query: { status: 'confirmed', minTotal: 500 }, ...more });
const names = async (who: string) =>
  (await ask('GET', who)).body.items.map(({ name }: { name: string }) => name);
const logged = (id: string) =>
  sql`select action, before, after from audit_log where subject = ${`order-view:${id}`} order by id`;

test('a list that somebody keeps is theirs alone', async () => {
  const { status, body } = await keep(clerk);
  assert.equal(status, 201);
  assert.deepEqual(body.query, { status: 'confirmed', minTotal: 500 });
  assert.deepEqual([body.mine, body.valid, body.shared], [true, true, false]);
  assert.deepEqual(await names(clerk), ['Mine']);
  assert.deepEqual(await names(other), []);
  assert.equal((await ask('PATCH', other, `/${body.id}`, { name: 'Theirs' })).status, 404);
  assert.equal((await ask('DELETE', owner, `/${body.id}`)).status, 404);
  assert.equal((await logged(body.id)).length, 0, 'what people keep for themselves is nobody’s affair');
});

test('an owner gives a list to everybody, which the audit log tells, without whom somebody looked for', async () => {
  assert.equal((await keep(clerk, { shared: true })).body.permission, 'orders.share-views');
  const query = { q: 'Anna Smirnova', status: 'pending' };
  const { body } = await keep(owner, { name: 'All', query, shared: true });
  assert.ok((await names(other)).includes('All'));
  const was = { name: 'All' };
  assert.equal((await ask('PATCH', clerk, `/${body.id}`, { name: 'Ours' })).status, 403);
  const changed = await ask('PATCH', owner, `/${body.id}`, { name: 'Ours', was });
  assert.equal(changed.body.name, 'Ours');
  const late = await ask('PATCH', owner, `/${body.id}`, { name: 'Late', was });
  assert.deepEqual([late.status, late.body.code], [409, 'edit_conflict']);
  assert.equal((await ask('DELETE', clerk, `/${body.id}`)).status, 403);
  assert.equal((await ask('DELETE', owner, `/${body.id}`)).status, 204);
  assert.equal((await ask('DELETE', owner, `/${body.id}`)).status, 404);
  const entries = await logged(body.id);
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['order-view.create', 'order-view.change', 'order-view.delete'],
  );
  assert.deepEqual(entries[1]!['before'], { name: 'All' });
  assert.ok(!JSON.stringify(entries).includes('Smirnova'));
});

test('filters that are nonsense are not kept, and those that have become so are told apart', async () => {
  for (const query of [
    { status: 'sold' },
    { from: '0000-01-01' },
    { minTotal: 5, maxTotal: 1 },
    { colour: 'red' },
    { q: 'x'.repeat(201) },
    { q: '\0' },
  ])
    assert.equal((await keep(clerk, { query })).status, 422, JSON.stringify(query));
  for (const name of ['', ' ', 'x'.repeat(61), 'x'.repeat(900_000)])
    assert.equal((await keep(clerk, { name })).status, 422);
  const { body } = await keep(clerk, { name: 'Old' });
  await sql`update order_views set query = '{"colour": "red"}' where id = ${body.id}`;
  const { items } = (await ask('GET', clerk)).body;
  assert.equal(items.find(({ id }: { id: string }) => id === body.id).valid, false);
  assert.equal((await ask('PATCH', clerk, `/${body.id}`, { query: { sort: 'total' } })).body.valid, true);
});

test('the list of sagas is kept as the list of orders is, by its own filters', async () => {
  const query = { state: 'parked', step: 'tell-customer', reason: 'the printer is on fire' };
  const sagas = { list: 'sagas', name: 'Fires', query };
  const { status, body } = await keep(clerk, sagas);
  assert.deepEqual([status, body.list, body.query, body.valid], [201, 'sagas', query, true]);
  assert.ok(!(await names(clerk)).includes('Fires'));
  const { items } = (await ask('GET', clerk, '?list=sagas')).body;
  assert.deepEqual(
    items.map(({ name }: { name: string }) => name),
    ['Fires'],
  );
  for (const wrong of [
    { status: 'pending' },
    { step: 'dance' },
    { state: 'parked', sort: 'total' },
    { q: '' },
  ])
    assert.equal((await keep(clerk, { ...sagas, query: wrong })).status, 422, JSON.stringify(wrong));
  assert.equal((await keep(clerk, { query: { state: 'parked' } })).status, 422, 'orders have no such filter');
  assert.equal((await ask('PATCH', clerk, `/${body.id}`, { query: { minTotal: 5 } })).status, 422);
  assert.equal((await ask('PATCH', clerk, `/${body.id}`, { query: { q: 'Anna' } })).body.valid, true);
  assert.equal((await ask('GET', clerk, '?list=cats')).status, 422);
});

test('of those there are so many, and who leaves takes their own along', async () => {
  const many = randomUUID();
  for (let nth = 0; nth < 50; nth += 1) assert.equal((await keep(many)).status, 201);
  assert.equal((await keep(many)).body.code, 'too_many_views');
  ROLES[many] = ['owner'];
  const { body } = await keep(many, { name: 'Everybody’s', shared: true });
  await shop.service.calls!['forget-user']!({ user: many } as never);
  assert.deepEqual(
    (await names(many)).filter((name: string) => name === 'Mine'),
    [],
  );
  assert.ok((await names(clerk)).includes('Everybody’s'));
  assert.equal((await ask('DELETE', owner, `/${body.id}`)).status, 204);
});
