import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { sessions } from '../../src/contract.ts';
import { openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, service, url } = await openTestUser();

async function signUp(more: Record<string, string> = {}) {
  return (await app.inject({ method: 'POST', url: '/api/users', body: signUpBody(more) })).json();
}

const signIn = (username: string, password = PASSWORD) =>
  app.inject({ method: 'POST', url: '/api/session', body: { username, password } });

async function identityOf(token: string) {
  const answer = (await service.calls[sessions.name]!({ hashes: [tokenHash(token)] } as never)) as {
    identities: unknown[];
  };
  return answer.identities[0];
}

test('signing in answers a token and the user, and sets a cookie that scripts cannot read', async () => {
  const user = await signUp({ firstName: 'Anna', lastName: 'Ivanova' });
  const answer = await signIn(user.username.toUpperCase());
  assert.equal(answer.statusCode, 201);
  const { token, ...rest } = answer.json();
  assert.deepEqual(rest, { user });
  const cookie = `sagashop_session=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000`;
  const [session, device, ...more] = [answer.headers['set-cookie']].flat();
  assert.equal(session, cookie);
  assert.match(device!, /^sagashop_device=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=34560000$/);
  assert.deepEqual(more, []);
  assert.deepEqual(await identityOf(token), {
    userId: user.id,
    username: user.username,
    roles: [],
    isAdmin: false,
    language: 'en',
    email: user.email,
    name: 'Anna Ivanova',
    scope: null,
  });
});

test('an unknown name and a wrong password are refused alike', async () => {
  const { username } = await signUp();
  const wrong = [
    await signIn(username, 'something else'),
    await signIn('nobody.at.all'),
    await signIn(username, 'x'.repeat(500)),
    await signIn("' or 1=1 --"),
  ];
  for (const answer of wrong) {
    assert.deepEqual([answer.statusCode, answer.json().code], [401, 'wrong_credentials']);
    assert.deepEqual(answer.json(), wrong[0]!.json());
    assert.equal(answer.headers['set-cookie'], undefined);
  }
});

test('who am I answers the user of the session, and 401 to nobody', async () => {
  const user = await signUp();
  const answer = await app.inject({ url: '/api/session', headers: as(user.id) });
  assert.deepEqual(answer.json(), { user, chosenLanguage: null });
  const nobody = await app.inject({ url: '/api/session' });
  assert.deepEqual([nobody.statusCode, nobody.json().code], [401, 'not_signed_in']);
});

test('signing out ends that session at once and no other, however the token travels', async () => {
  const { username } = await signUp();
  const tokens = [];
  for (let n = 0; n < 3; n += 1) tokens.push((await signIn(username)).json().token as string);
  const headers = [
    { authorization: `Bearer ${tokens[0]}` },
    { cookie: `theme=dark; sagashop_session=${tokens[1]}` },
  ];
  for (const sent of headers) {
    const answer = await app.inject({ method: 'DELETE', url: '/api/session', headers: sent });
    assert.equal(answer.statusCode, 204);
    assert.equal(answer.body, '');
    assert.match(String(answer.headers['set-cookie']), /^sagashop_session=; .*Max-Age=0/);
    assert.equal(
      (await app.inject({ method: 'DELETE', url: '/api/session', headers: sent })).statusCode,
      204,
    );
  }
  assert.equal((await app.inject({ method: 'DELETE', url: '/api/session' })).statusCode, 204);
  assert.equal(await identityOf(tokens[0]!), null);
  assert.equal(await identityOf(tokens[1]!), null);
  assert.ok(await identityOf(tokens[2]!));
});

test('signing in again ends the session that the request brings, and no other of that user', async () => {
  const { username } = await signUp();
  const token = async (headers = {}) => {
    const body = { username, password: PASSWORD };
    return (await app.inject({ method: 'POST', url: '/api/session', body, headers })).json().token as string;
  };
  const [first, second, third] = [await token(), await token(), await token()];
  await app.inject({
    method: 'POST',
    url: '/api/session',
    body: { username, password: 'not this one' },
    headers: { authorization: `Bearer ${first}` },
  });
  assert.ok(await identityOf(first), 'who is refused keeps it');
  await token({ authorization: `Bearer ${first}` });
  const last = await token({ cookie: `sagashop_session=${second}` });
  assert.deepEqual([await identityOf(first), await identityOf(second)], [null, null]);
  assert.ok(await identityOf(third));
  assert.ok(await identityOf(last));
});

test('a batch of hashes is answered in its order, repeated and unknown ones too', async () => {
  const [one, two] = [await signUp(), await signUp()];
  const hashes = [];
  for (const user of [one, two]) hashes.push(tokenHash((await signIn(user.username)).json().token));
  const asked = [hashes[1]!, '0'.repeat(64), hashes[0]!, hashes[1]!];
  const answer = (await service.calls[sessions.name]!({ hashes: asked } as never)) as {
    identities: ({ userId: string; name: string } | null)[];
  };
  assert.deepEqual(
    answer.identities.map((identity) => identity?.userId ?? null),
    [two.id, null, one.id, two.id],
  );
  assert.equal(answer.identities[0]!.name, two.username, 'who has told no name is called by the user name');
});

test('a session that has expired counts for nothing, and only the hash of its token is kept', async () => {
  const { username } = await signUp();
  const token = (await signIn(username)).json().token as string;
  const sql = connect(url, { name: 'test', max: 1 });
  const hash = tokenHash(token);
  const kept = await sql`update sessions set expires_at = now() where encode(token_hash, 'hex') = ${hash}`;
  await sql.end();
  assert.equal(kept.count, 1);
  assert.equal(await identityOf(token), null);
});

test('over https the cookie has a name that only this host can set, and an older one ends', async () => {
  const other = await openTestUser({ SAGASHOP_PUBLIC_URL: 'https://shop.example' });
  const body = signUpBody();
  await other.app.inject({ method: 'POST', url: '/api/users', body });
  const { username, password } = body;
  const signedIn = await other.app.inject({
    method: 'POST',
    url: '/api/session',
    body: { username, password },
    headers: { cookie: 'sagashop_session=old' },
  });
  const { token } = signedIn.json();
  const [session, plain, device, ...more] = [signedIn.headers['set-cookie']].flat();
  assert.equal(
    session,
    `__Host-sagashop_session=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000; Secure`,
  );
  assert.equal(plain, 'sagashop_session=; Path=/; Max-Age=0');
  assert.match(device!, /^__Host-sagashop_device=[\w.-]+; Path=\/; HttpOnly; .*; Max-Age=34560000; Secure$/);
  assert.deepEqual(more, []);
  const headers = { cookie: `__Host-sagashop_session=${token}` };
  const signedOut = await other.app.inject({ method: 'DELETE', url: '/api/session', headers });
  assert.match(String(signedOut.headers['set-cookie']), /^__Host-sagashop_session=; .*Max-Age=0; Secure$/);
  assert.equal(signedOut.headers['clear-site-data'], '"cache"');
});
