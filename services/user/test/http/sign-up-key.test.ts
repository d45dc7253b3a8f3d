import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { fingerprint } from '@sagashop/chassis/guards/idempotency';
import { connect } from '@sagashop/chassis/postgres/connect';
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
  const answers = await Promise.all(Array.from({ length: 30 }, () => signUp(key, body)));
  const made = answers.filter((answer) => answer.statusCode === 201);
  assert.ok(made.length >= 1);
  assert.equal(new Set(made.map((answer) => answer.body)).size, 1);
  assert.equal(made.filter((answer) => answer.headers['idempotency-replayed'] === undefined).length, 1);
  assert.deepEqual(
    answers.filter((answer) => answer.statusCode !== 201).map((answer) => answer.json().code),
    [],
  );
});

test('a key is for one request: with another name it is refused', async () => {
  const [key, body] = [randomUUID(), signUpBody()];
  await signUp(key, body);
  assert.deepEqual(codeOf(await signUp(key, signUpBody())), [422, 'idempotency_key_reused']);
});

test('a key is whose password it is: with another one it is a key that nobody has used', async () => {
  const [key, body] = [randomUUID(), signUpBody()];
  await signUp(key, body);
  const password = `${PASSWORD}, another`;
  const taken = await signUp(key, { ...body, password });
  assert.deepEqual(codeOf(taken), [409, 'username_taken']);
  assert.equal(taken.headers['idempotency-replayed'], undefined);
  const other = await signUp(key, { ...signUpBody(), password });
  assert.deepEqual(codeOf(other), [422, 'idempotency_key_reused'], 'used by this caller just now');
  const third = await signUp(key, { ...signUpBody(), password: `${PASSWORD}, a third` });
  assert.equal(third.statusCode, 201);
  assert.notEqual(third.json().username, body['username']);
});

test('a key is no way to guess a password: ten guesses, then no answer, and signing in waits as well', async () => {
  const [key, body] = [randomUUID(), signUpBody()];
  await signUp(key, body);
  const codes: string[] = [];
  for (let guess = 0; guess < 15; guess += 1) {
    codes.push((await signUp(key, { ...body, password: `a wrong password ${guess}` })).json().code);
  }
  assert.deepEqual([...new Set(codes)], ['username_taken', 'too_many_attempts']);
  assert.ok(codes.filter((code) => code === 'username_taken').length <= 10, codes.join());
  const right = await signUp(key, body);
  assert.equal(right.json().code, 'too_many_attempts', 'nor does it say whether the next one is right');
  assert.ok(Number(right.headers['retry-after']) <= 10);
  for (let guess = 0; guess < 3; guess += 1) {
    await signUp(randomUUID(), { ...body, password: `one more ${guess}` });
  }
  const { username, password } = body;
  const signIn = await app.inject({ method: 'POST', url: '/api/session', body: { username, password } });
  assert.equal(signIn.statusCode, 429, 'what was guessed here counts there');
});

test('other names and many addresses are no way round it', async () => {
  const [key, body] = [randomUUID(), signUpBody()];
  await signUp(key, body);
  const guess = (nth: number) =>
    app.inject({
      method: 'POST',
      url: '/api/users',
      headers: { 'idempotency-key': key },
      remoteAddress: `10.8.0.${nth}`,
      body: { ...signUpBody(), password: `a wrong password ${nth}` },
    });
  const statuses: number[] = [];
  for (let nth = 0; nth < 15; nth += 1) statuses.push((await guess(nth)).statusCode);
  assert.ok(statuses.filter((status) => status !== 429).length <= 10, statuses.join());
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
