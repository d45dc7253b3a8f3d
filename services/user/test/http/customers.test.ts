import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import postgres from 'postgres';
import { openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, url } = await openTestUser();
const sql = postgres(url, { max: 1, onnotice: () => {} });
after(() => sql.end());
const clerk = as(newId(), { roles: ['clerk'] });
const owner = as(newId(), { roles: ['owner'] });

interface Found {
  id: string;
  username: string | null;
}

async function somebody(more: Record<string, string>): Promise<Found> {
  return (await app.inject({ method: 'POST', url: '/api/users', body: signUpBody(more) })).json();
}
const get = (path: string, headers = clerk) => app.inject({ url: path, headers });
async function found(q: string, more = ''): Promise<string[]> {
  const answer = await get(`/api/customers?q=${encodeURIComponent(q)}${more}`);
  return answer.json().items.map(({ id }: Found) => id);
}
const block = (id: string, body: object, headers = clerk) =>
  app.inject({ method: 'PATCH', url: `/api/customers/${id}`, headers, body });
const signIn = (username: string, headers = {}) =>
  app.inject({ method: 'POST', url: '/api/session', body: { username, password: PASSWORD }, headers });

test('somebody is found by the beginnings of words of names, e-mail address and phone number', async () => {
  const ada = await somebody({
    username: 'countess_1815',
    email: 'ada.king@lovelace.example',
    firstName: 'Ада-Мария',
    lastName: 'Берёзова O’Neil',
    phone: '+7 (912) 345-67-89',
  });
  const guest = (
    await app.inject({
      method: 'POST',
      url: '/api/guests',
      body: { email: 'ada@guest.example', firstName: 'Ada' },
    })
  ).json().user;
  for (const q of [
    'countess',
    'king',
    'ada.king@love',
    'ада берез',
    'МАРИЯ',
    'берё',
    'neil',
    '+7 912',
    '8 912 345-67-89',
    '9123456',
    '1815',
  ])
    assert.deepEqual(await found(q), [ada.id], q);
  assert.deepEqual(await found('ada'), [guest.id, ada.id], 'newest first, guests too');
  assert.deepEqual(await found('ada', '&guest=true'), [guest.id]);
  for (const q of ['ing', '345-67', "'", "king' | 'x", '\\', 'king & nobody', 'king:*x'])
    assert.ok(!(await found(q)).includes(ada.id) || q === "'" || q === '\\', q);
});

test('a page at a time, with who they are; nonsense is told, and customers see nobody', async () => {
  await Promise.all([1, 2, 3].map(() => somebody({ firstName: 'Pagewise' })));
  const first = (await get('/api/customers?q=pagewise&limit=2')).json();
  const second = (await get(`/api/customers?q=pagewise&limit=2&cursor=${first.nextCursor}`)).json();
  assert.deepEqual([first.items.length, second.items.length, second.nextCursor], [2, 1, null]);
  const { id, blocked, blockedAt, createdAt } = (await get(`/api/customers/${first.items[0].id}`)).json();
  assert.deepEqual([id, blocked, blockedAt], [first.items[0].id, false, null]);
  assert.ok(Date.parse(createdAt) > 0);
  assert.equal((await get('/api/customers?blocked=maybe')).statusCode, 422);
  assert.equal((await get('/api/customers?cursor=x')).statusCode, 422);
  assert.equal((await get(`/api/customers/${newId()}`)).statusCode, 404);
  assert.equal((await get('/api/customers', as(newId()))).json().permission, 'customers.read');
});

test('whoever is blocked is out at once and stays out, until they are let in again', async () => {
  const { id, username } = await somebody({});
  await signIn(username!, { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko Firefox/140.0' });
  const [session] = await sql`select device from sessions where user_id = ${id}`;
  assert.equal(session!['device'], 'Firefox, Linux');
  const answer = await block(id, { blocked: true, reason: 'Fraud' });
  assert.deepEqual([answer.statusCode, answer.json().blocked], [200, true]);
  assert.equal((await sql`select from sessions where user_id = ${id}`).length, 0);
  const refused = await signIn(username!);
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'blocked']);
  const wrong = await app.inject({
    method: 'POST',
    url: '/api/session',
    body: { username, password: 'not this' },
  });
  assert.equal(wrong.json().code, 'wrong_credentials', 'only whoever knows the password hears of it');
  assert.equal((await block(id, { blocked: true })).statusCode, 200, 'again');
  assert.deepEqual(await found(username!, '&blocked=true'), [id]);
  assert.equal((await block(id, { blocked: false })).json().blocked, false);
  assert.equal((await signIn(username!)).statusCode, 201);
  const log =
    await sql`select action, before, after, reason from audit_log where subject = ${`user:${id}`} order by id`;
  assert.deepEqual(
    log.map((entry) => ({ ...entry })),
    [
      { action: 'customer.block', before: { blocked: false }, after: { blocked: true }, reason: 'Fraud' },
      { action: 'customer.unblock', before: { blocked: true }, after: { blocked: false }, reason: null },
    ],
  );
});

test('staff are not blocked; nobody and nonsense are told', async () => {
  const { id } = await somebody({});
  await sql`update users set roles = '{packer}' where id = ${id}`;
  assert.equal((await block(id, { blocked: true })).json().code, 'works_here');
  assert.equal((await block(newId(), { blocked: true })).statusCode, 404);
  assert.equal((await block(id, { blocked: 'yes' })).statusCode, 422);
  assert.equal((await block(id, { blocked: true }, as(newId()))).statusCode, 403);
});

test('an owner takes the list away as a file; a clerk does not', async () => {
  await somebody({ firstName: '=cmd()', lastName: 'Exported' });
  const file = await get('/api/exports/customers.csv?q=exported', owner);
  assert.equal(file.statusCode, 200);
  const lines = file.body.trim().split('\r\n');
  assert.equal(lines.length, 2);
  assert.match(lines[1]!, /'=cmd\(\)/);
  assert.equal((await get('/api/exports/customers.csv')).json().permission, 'customers.export');
});
