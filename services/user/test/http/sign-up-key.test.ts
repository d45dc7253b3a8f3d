import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { fingerprint } from '@sagashop/chassis/idempotency';
import { connect } from '@sagashop/chassis/postgres';
import { as } from '@sagashop/chassis/testing';
import { deleteUser } from '../../src/store/users.ts';
import { openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, url } = await openTestUser();
const sql = connect(url, { name: 'test', max: 1 });
after(() => sql.end());

const signUp = (key: string, body: object) =>
  app.inject({ method: 'POST', url: '/api/users', headers: { 'idempotency-key': key }, body });
const codeOf = (answer: Awaited<ReturnType<typeof signUp>>) => [answer.statusCode, answer.json().code];

test('a sign-up that is sent again with its key is answered as before, whatever has changed since', async () => {
  const [key, body] = [randomUUID(), signUpBody()];
  const first = await signUp(key, body);
  assert.equal(first.statusCode, 201);
  const { id } = first.json();
  await app.inject({
    method: 'PATCH',
    url: '/api/users/me',
    headers: as(id),
    body: { firstName: 'Eve' },
  });
  const again = await signUp(`"${key}"`, body);
  assert.deepEqual([again.statusCode, again.body], [201, first.body]);
  assert.deepEqual(
    [first.headers['idempotency-replayed'], again.headers['idempotency-replayed']],
    [undefined, 'true'],
  );
});

test('of many copies of one sign-up, one makes a user and all get the same answer', async () => {
  const [key, body] = [randomUUID(), signUpBody()];
  const answers = await Promise.all(Array.from({ length: 8 }, () => signUp(key, body)));
  const made = answers.filter((answer) => answer.statusCode === 201);
  assert.ok(made.length >= 1);
  assert.equal(new Set(made.map((answer) => answer.body)).size, 1);
  assert.equal(made.filter((answer) => answer.headers['idempotency-replayed'] === undefined).length, 1);
  assert.deepEqual(
    answers.filter((answer) => answer.statusCode !== 201).map((answer) => answer.json().code),
    [],
  );
});

test('a key is for one request: another name, and another password, are refused', async () => {
  const [key, body] = [randomUUID(), signUpBody()];
  await signUp(key, body);
  for (const other of [signUpBody(), { ...body, password: `${PASSWORD}, another` }]) {
    assert.deepEqual(codeOf(await signUp(key, other)), [422, 'idempotency_key_reused']);
  }
});

test('a taken name stays refused under its key, also when the name is free again', async () => {
  const body = signUpBody();
  const { id } = (await app.inject({ method: 'POST', url: '/api/users', body })).json();
  const [key, wish] = [randomUUID(), { ...signUpBody(), username: body['username'] }];
  const first = await signUp(key, wish);
  assert.deepEqual(codeOf(first), [409, 'username_taken']);
  await sql`delete from users where id = ${id}`;
  const again = await signUp(key, wish);
  assert.deepEqual([again.body, again.headers['idempotency-replayed']], [first.body, 'true']);
  assert.equal((await signUp(randomUUID(), wish)).statusCode, 201);
});

test('what is not valid does not use the key up', async () => {
  const [key, body] = [randomUUID(), signUpBody()];
  assert.deepEqual(codeOf(await signUp(key, { ...body, password: 'short' })), [422, 'weak_password']);
  assert.deepEqual(codeOf(await signUp(key, { ...body, email: 'nowhere' })), [422, 'validation_failed']);
  assert.equal((await signUp(key, body)).statusCode, 201);
});

test('what is kept of a sign-up comes from no password, and goes with its user', async () => {
  const [key, body] = [randomUUID(), signUpBody()];
  const { id } = (await signUp(key, body)).json();
  const rows = () => sql`select fingerprint from idempotency_keys where key = ${key}`;
  const { password: _, ...rest } = body;
  assert.deepEqual([...(await rows())], [{ fingerprint: fingerprint(rest) }]);
  await sql.begin((tx) => deleteUser(tx, id));
  assert.equal((await rows()).length, 0);
});
