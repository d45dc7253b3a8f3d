import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkWorld } from '../link-world.ts';
import { PASSWORD } from '../opened.ts';

const world = await linkWorld();
const { post, app } = world;
const ask = (email: string) => post('/api/password-resets', { email });
const choose = (token: string, password = 'another battery horse') =>
  post(`/api/password-resets/${token}`, { password });

/** A member who has asked for a link, and the link. */
async function asked(more: Record<string, string> = {}) {
  const member = await world.member(more);
  assert.equal((await ask(member.email.toUpperCase())).statusCode, 202);
  const [token] = await world.links('reset_password', member.email);
  return { ...member, reset: token! };
}

test('whoever has the link chooses another password, once; all sessions end, and the address is known to be theirs', async () => {
  const { reset, signIn, id } = await asked();
  const shown = await app.inject({ url: `/api/password-resets/${reset}` });
  assert.deepEqual([shown.statusCode, shown.headers['cache-control']], [200, 'no-store']);
  assert.ok(Date.parse(shown.json().expiresAt) <= Date.now() + 30 * 60_000 + 5000);
  assert.equal((await choose(reset)).statusCode, 204);
  const sessions = await world.sql`select 1 from sessions where user_id = ${id}`;
  assert.equal(sessions.length, 0, 'those of before');
  assert.equal((await signIn(PASSWORD)).statusCode, 401);
  const again = (await signIn('another battery horse')).json();
  assert.equal(again.user.emailVerified, true);
  for (const answer of [await choose(reset), await app.inject({ url: `/api/password-resets/${reset}` })])
    assert.deepEqual([answer.statusCode, answer.json().code], [410, 'link_used']);
});

test('a link is good for one of many who use it at once, and with it all others of its address are used', async () => {
  const { email, reset, signIn } = await asked();
  await ask(email);
  const links = await world.links('reset_password', email);
  assert.equal(new Set(links).size, 2);
  const passwords = Array.from({ length: 8 }, (_, at) => `battery horse ${at}`);
  const codes = await Promise.all(
    passwords.map(async (password, at) => (await choose(links[at % 2]!, password)).statusCode),
  );
  assert.equal(codes.filter((code) => code === 204).length, 1, codes.join());
  assert.equal((await choose(reset)).statusCode, 410);
  const won = passwords[codes.indexOf(204)]!;
  assert.equal((await signIn(won)).statusCode, 201);
  for (const one of passwords) if (one !== won) assert.equal((await signIn(one)).statusCode, 401, one);
});

test('nobody is told whether somebody has an account, and nothing is sent where nobody has', async () => {
  const { email } = await asked();
  const stranger = 'nobody.has.it@example.test';
  const answers = [await ask(email), await ask(stranger)];
  assert.deepEqual(
    answers.map(({ statusCode, body }) => [statusCode, body]),
    [
      [202, '{}'],
      [202, '{}'],
    ],
  );
  assert.deepEqual(await world.links('reset_password', stranger), []);
  const guest = (await post('/api/guests', { email: 'guest@example.test', firstName: 'Gus' })).json();
  assert.equal((await ask(guest.user.email)).statusCode, 202);
  assert.deepEqual(await world.links('reset_password', 'guest@example.test'), []);
  const before = world.wanted.length;
  await ask('not.even.this.one@example.test');
  await world.links('reset_password', email);
  assert.equal(world.wanted.length, before, 'notify is not even told');
});

test('an address is sent a few links and then, for a while, no more, which nobody is told', async () => {
  const { email } = await asked();
  const codes = await Promise.all(Array.from({ length: 10 }, async () => (await ask(email)).statusCode));
  assert.deepEqual(new Set(codes), new Set([202]));
  const links = await world.links('reset_password', email);
  assert.ok(links.length <= 5, String(links.length));
});

test('a weak password leaves the link as it was', async () => {
  const { reset, username } = await asked();
  for (const password of ['short', 'password', username, 'x'.repeat(200)]) {
    const answer = await choose(reset, password);
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'weak_password'], password);
  }
  assert.equal((await choose(reset)).statusCode, 204);
});

test('a link is good for nothing after half an hour, another password, or another address', async () => {
  const late = await asked();
  await world.sql`update password_resets set expires_at = now()`;
  assert.equal((await choose(late.reset)).statusCode, 410);
  assert.deepEqual(await world.links('reset_password', late.email), []);

  const other = await asked();
  const change = (payload: object) =>
    app.inject({ method: 'PATCH', url: '/api/users/me', payload, headers: other.own });
  const changed = await change({ password: 'battery horse staple', currentPassword: PASSWORD });
  assert.equal(changed.statusCode, 200);
  assert.equal((await choose(other.reset)).statusCode, 410);

  const moved = await asked();
  const payload = { email: `new-${moved.email}`, currentPassword: PASSWORD };
  await app.inject({ method: 'PATCH', url: '/api/users/me', payload, headers: moved.own });
  assert.equal((await choose(moved.reset)).statusCode, 410);
});

test('what is no link and what is no address is refused, and no token of another kind is one', async () => {
  const { email, reset } = await asked();
  const [verify] = await world.links('verify_address', email);
  const flipped = (reset[0] === 'A' ? 'B' : 'A') + reset.slice(1);
  for (const token of [
    'x',
    flipped,
    `${reset}A`,
    reset.slice(0, -1),
    verify!,
    '%00',
    'a'.repeat(200),
    '..%2f',
  ])
    assert.equal((await choose(token)).statusCode, 410, token);
  assert.equal((await choose('a'.repeat(201))).statusCode, 404);
  for (const payload of [
    {},
    { email: 'x' },
    { email: ['a@b.test'] },
    { email: `${'a'.repeat(300)}@b.test` },
    [],
  ])
    assert.equal((await post('/api/password-resets', payload)).statusCode, 422);
  assert.equal((await post('/api/password-resets', { email: 'a@b.test\r\nBcc: c@d.test' })).statusCode, 422);
  const kept = JSON.stringify([
    await world.sql`select * from password_resets`,
    await world.sql`select * from attempts`,
    world.wanted,
  ]);
  assert.ok(!kept.includes(reset), 'the token is kept nowhere');
});
