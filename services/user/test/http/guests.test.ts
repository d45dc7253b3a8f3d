import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { sessions } from '../../src/contract.ts';
import { openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, url, service } = await openTestUser();
const sql = connect(url, { name: 'test', max: 1 });
after(() => sql.end());

const ADA = { email: 'Ada@shop.test', firstName: ' Ada ' };
const begin = (body: object = ADA, headers: Record<string, string> = {}, remoteAddress = '10.3.0.1') =>
  app.inject({ method: 'POST', url: '/api/guests', headers, body, remoteAddress });
const codeOf = ({ statusCode, body }: { statusCode: number; body: string }) => [
  statusCode,
  JSON.parse(body).code,
];
/** Who a token is good for, as the gateway asks. */
const ownerOf = async (token: string) => {
  const { identities } = (await service.calls[sessions.name]!({ hashes: [tokenHash(token)] } as never)) as {
    identities: ({ userId: string; name: string; username: string } | null)[];
  };
  return identities[0];
};

test('a guest has a session at once, and neither a name nor a password', async () => {
  const answer = await begin({ ...ADA, lastName: '', phone: '+49 30 123456' }, { 'accept-language': 'ru' });
  assert.equal(answer.statusCode, 201);
  const { token, user } = answer.json();
  const { id, ...rest } = user;
  assert.deepEqual(rest, {
    ...{ username: null, email: 'Ada@shop.test', firstName: 'Ada', lastName: null, phone: '+49 30 123456' },
    ...{ language: 'ru', roles: [], isAdmin: false, guest: true, emailVerified: false },
  });
  assert.match(
    String(answer.headers['set-cookie']),
    new RegExp(`^sagashop_session=${token};.*HttpOnly`, 'i'),
  );
  assert.equal(answer.headers['cache-control'], 'no-store');
  const owner = await ownerOf(token);
  assert.deepEqual([owner?.userId, owner?.name, owner?.username], [id, 'Ada', '']);
  assert.deepEqual((await app.inject({ url: '/api/users/me', headers: as(id) })).json(), user);
});

test('any number of guests have one address, a member’s too, and who knows it gains nothing', async () => {
  const { email, username } = signUpBody();
  const [one, two] = [await begin({ ...ADA, email }), await begin({ ...ADA, email })];
  assert.notEqual(one.json().user.id, two.json().user.id);
  const body = { username, password: PASSWORD, email };
  const member = await app.inject({ method: 'POST', url: '/api/users', body });
  assert.deepEqual([member.statusCode, member.json().guest], [201, false]);
  const three = await begin({ ...ADA, email });
  assert.deepEqual([three.statusCode, three.json().user.guest], [201, true]);
  assert.notEqual(three.json().user.id, member.json().id);
  const taken = await app.inject({ method: 'POST', url: '/api/users', body: signUpBody({ email: email! }) });
  assert.deepEqual(codeOf(taken), [409, 'email_taken'], 'members still have addresses of their own');
});

test('what does not do is refused by its name, and makes nobody', async () => {
  const count = async () => (await sql`select count(*)::int from users`)[0]!['count'];
  const before = await count();
  for (const body of [
    { email: 'ada@shop.test' },
    { firstName: 'Ada' },
    { ...ADA, firstName: '  ' },
    { ...ADA, email: 'nowhere' },
    { ...ADA, phone: 'call me' },
    { ...ADA, language: 'xx' },
    { ...ADA, firstName: 'A'.repeat(101) },
    { ...ADA, password: PASSWORD },
    { ...ADA, roles: ['owner'] },
  ]) {
    assert.deepEqual(codeOf(await begin(body)), [422, 'validation_failed'], JSON.stringify(body));
  }
  assert.equal(await count(), before);
});

test('sent again with its key it is the same guest and the same session, and no token is kept', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 5 }, () => begin(ADA, { 'idempotency-key': key })));
  const [first] = answers;
  for (const answer of answers) assert.equal(answer.body, first!.body);
  const replayed = answers.filter((answer) => answer.headers['idempotency-replayed'] === 'true');
  assert.equal(replayed.length, 4);
  const { token, user } = first!.json();
  assert.equal((await ownerOf(token))?.userId, user.id);
  const other = await begin({ ...ADA, firstName: 'Eve' }, { 'idempotency-key': key });
  assert.deepEqual(codeOf(other), [422, 'idempotency_key_reused']);
  const rows = await sql`select * from idempotency_keys where subject = ${user.id}`;
  assert.equal(rows.length, 1);
  for (const secret of [key, token]) assert.ok(!JSON.stringify(rows).includes(secret));
});

test('a repetition brings its own session, and does not end it; nor does it bring back one that was ended', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const { token } = (await begin(ADA, key)).json();
  const cookie = { ...key, cookie: `sagashop_session=${token}` };
  assert.equal((await begin(ADA, cookie)).json().token, token);
  assert.ok(await ownerOf(token));
  await app.inject({ method: 'DELETE', url: '/api/session', headers: cookie });
  assert.equal((await begin(ADA, key)).json().token, token);
  assert.equal(await ownerOf(token), null);
});

test('a key that anybody could think of is another one in another network', async () => {
  const key = { 'idempotency-key': '1' };
  const [here, there] = [await begin(ADA, key), await begin(ADA, key, '10.3.0.2')];
  assert.equal(there.statusCode, 201);
  assert.notEqual(there.json().user.id, here.json().user.id);
  assert.notEqual(there.json().token, here.json().token);
});

test('a session that a new guest brings ends', async () => {
  const { token } = (await begin()).json();
  const next = (await begin(ADA, { cookie: `sagashop_session=${token}` })).json();
  assert.equal(await ownerOf(token), null);
  assert.ok(await ownerOf(next.token));
});

test('a guest changes name and address as they like, and what takes a password is refused', async () => {
  const { id } = (await begin()).json().user;
  const patch = (body: object) =>
    app.inject({ method: 'PATCH', url: '/api/users/me', headers: as(id), body });
  const changed = await patch({ email: 'ada@other.test', firstName: null, language: 'ru' });
  assert.deepEqual([changed.statusCode, changed.json().email], [200, 'ada@other.test']);
  const password = await patch({ password: 'a new and long one', currentPassword: 'none' });
  assert.deepEqual(codeOf(password), [409, 'account_needed']);
});

test('a guest gets no role, and is not found by any name', async () => {
  const { id, email } = (await begin()).json().user;
  const [owner] = await sql`insert into users (id, username, email, language, roles)
    values (gen_random_uuid(), 'boss', 'boss@shop.test', 'en', '{owner}') returning id`;
  const headers = as(owner!['id'], { roles: ['owner'], isAdmin: true });
  const give = (roles: string[]) =>
    app.inject({ method: 'PATCH', url: `/api/staff/${id}`, headers, body: { roles } });
  assert.deepEqual(codeOf(await give(['clerk'])), [409, 'account_needed']);
  assert.deepEqual(codeOf(await give([])), [409, 'account_needed']);
  await assert.rejects(sql`update users set roles = '{owner}' where id = ${id}`, /users_guests/);
  for (const username of [email, 'Ada', 'null']) {
    for (const password of ['null', PASSWORD]) {
      const signIn = { method: 'POST', url: '/api/session', body: { username, password } } as const;
      assert.deepEqual(codeOf(await app.inject(signIn)), [401, 'wrong_credentials']);
    }
  }
});
