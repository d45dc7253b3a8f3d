import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { testApp, testContext } from '@sagashop/chassis/testing';
import postgres from 'postgres';
import { openUser } from '../../src/app.ts';
import { CHEAP, openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, url } = await openTestUser();

async function newUser(): Promise<string> {
  const body = signUpBody();
  await app.inject({ method: 'POST', url: '/api/users', body });
  return body['username']!;
}

const signIn = (username: string, password: string, remoteAddress: string, at = app) =>
  at.inject({ method: 'POST', url: '/api/session', remoteAddress, body: { username, password } });

const fail = (username: string, address: string) => signIn(username, 'wrong password', address);

test('after ten wrong passwords from one address the right one waits too, for every process', async () => {
  const username = await newUser();
  for (let count = 0; count < 10; count += 1)
    assert.equal((await fail(username, '10.0.0.1')).statusCode, 401);
  const context = testContext({ USER_DATABASE_URL: url });
  const second = await openUser(context, CHEAP);
  for (const at of [app, testApp(second, context)]) {
    const answer = await signIn(username.toUpperCase(), PASSWORD, '10.0.0.1', at);
    assert.deepEqual([answer.statusCode, answer.json().code], [429, 'too_many_attempts']);
    const wait = Number(answer.headers['retry-after']);
    assert.ok(wait > 0 && wait <= 10, `${wait} s`);
  }
  await second.stop();
  assert.equal((await signIn(username, PASSWORD, '10.0.0.2')).statusCode, 201, 'the owner, from elsewhere');
});

test('a name that nobody has is refused like any other, at the same count', async () => {
  const nobody = `nobody_${randomBytes(4).toString('hex')}`;
  const answers: number[] = [];
  for (let count = 0; count < 12; count += 1) answers.push((await fail(nobody, '10.0.1.1')).statusCode);
  assert.deepEqual(answers, [...Array(10).fill(401), 429, 429]);
});

test('of guesses that come all at once no more are answered than of those that come one by one', async () => {
  const username = await newUser();
  const guesses = Array.from({ length: 30 }, () => fail(username, '10.0.2.1'));
  const answers = (await Promise.all(guesses)).map((answer) => answer.statusCode);
  assert.equal(answers.filter((status) => status === 401).length, 10);
});

test('right sign-ins are never too many, and a right one forgives the wrong ones before it', async () => {
  const username = await newUser();
  const many = await Promise.all(Array.from({ length: 20 }, () => signIn(username, PASSWORD, '10.0.3.1')));
  assert.ok(many.every((answer) => answer.statusCode === 201));
  for (let round = 0; round < 2; round += 1) {
    for (let count = 0; count < 9; count += 1) await fail(username, '10.0.3.1');
    assert.equal((await signIn(username, PASSWORD, '10.0.3.1')).statusCode, 201);
  }
});

/** How many wrong passwords at as many names are answered before it is too many. */
async function spray(from: (nth: number) => string): Promise<number> {
  const name = randomBytes(4).toString('hex');
  let tries = 0;
  // One failure is forgiven every 5 s, and of a network of 48 bits each 1.25 s: a slow machine gets more answers.
  for (let status = 401; status === 401 && tries < 600; tries += 1) {
    status = (await fail(`g_${name}_${tries}`, from(tries))).statusCode;
  }
  return tries;
}

test('one network that tries many names is stopped, its neighbour is not', async () => {
  // A network of 56 bits counts as one address.
  const tries = await spray((nth) => `2001:db8:1:2${(nth % 16).toString(16)}f::${nth + 1}`);
  assert.ok(tries > 60 && tries < 90, `${tries} tries`);
  assert.equal((await fail('one_more', '2001:db8:1:300::1')).statusCode, 401);
});

test('whoever has all networks of 56 bits in one of 48 has four times as many tries, not 256 times', async () => {
  const tries = await spray((nth) => `2001:db8:2:${(nth % 256).toString(16)}00::1`);
  assert.ok(tries > 240 && tries < 400, `${tries} tries`);
  assert.equal((await fail('one_more', '2001:db8:3::1')).statusCode, 401);
});

test('an account that is guessed from everywhere waits everywhere where it is not known', async () => {
  const username = await newUser();
  let tries = 0;
  for (let status = 401; status === 401 && tries < 40; tries += 1) {
    status = (await fail(username, `10.4.${tries}.1`)).statusCode;
  }
  assert.ok(tries > 20 && tries < 40, `${tries} tries`);
  const answer = await signIn(username, PASSWORD, '10.5.0.1');
  assert.equal(answer.statusCode, 429);
  assert.ok(Number(answer.headers['retry-after']) <= 10);
});

test('a visitor does not choose their address by a header', async () => {
  const username = await newUser();
  const statuses: number[] = [];
  for (let count = 0; count < 11; count += 1) {
    const headers = { 'x-forwarded-for': `10.6.0.${count}` };
    const body = { username, password: 'wrong password' };
    const url = '/api/session';
    statuses.push(
      (await app.inject({ method: 'POST', url, remoteAddress: '10.7.0.1', headers, body })).statusCode,
    );
  }
  assert.equal(statuses.at(-1), 429);
});

test('nothing that is counted names an account or an address', async () => {
  const sql = postgres(url, { max: 1 });
  const rows = await sql<{ key: string }[]>`select key from attempts`;
  await sql.end();
  assert.ok(rows.length > 0);
  for (const { key } of rows) assert.match(key, /^[A-Za-z0-9_-]{43}$/);
});
