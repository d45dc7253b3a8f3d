import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { as, testApp, testContext } from '@sagashop/chassis/testing';
import { openUser } from '../../src/app.ts';
import { CHEAP, openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, url } = await openTestUser();

async function newUser(): Promise<{ username: string; id: string }> {
  const body = signUpBody();
  const answer = await app.inject({ method: 'POST', url: '/api/users', body });
  return { username: body['username']!, id: answer.json().id };
}

interface Try {
  password?: string;
  from?: string;
  device?: string;
  at?: typeof app;
}

const signIn = (username: string, { password = PASSWORD, from = '10.0.0.1', device, at = app }: Try = {}) =>
  at.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: from,
    headers: device ? { cookie: `sagashop_device=${device}` } : {},
    body: { username, password },
  });

type Answer = Awaited<ReturnType<typeof signIn>>;

function deviceOf(answer: Answer): string {
  const set = [answer.headers['set-cookie']].flat().find((one) => one?.startsWith('sagashop_device='));
  assert.match(set!, /; HttpOnly; SameSite=Lax; Max-Age=34560000$/);
  return /^sagashop_device=([^;]+)/.exec(set!)![1]!;
}

let attacks = 0;

/**
 * The statuses of ten wrong passwords from each of ten addresses, those of one address after those of another, and the
 * addresses. No two attacks share one: what failed at another account counts against an address too.
 */
async function attack(username: string): Promise<{ statuses: number[]; from: (address: number) => string }> {
  attacks += 1;
  const net = `10.1.${attacks}`;
  const from = (address: number) => `${net}.${address}`;
  const statuses: number[] = [];
  for (let address = 1; address <= 10; address += 1) {
    for (let guess = 0; guess < 10; guess += 1) {
      const answer = await signIn(username, { password: 'wrong password', from: from(address) });
      statuses.push(answer.statusCode);
      if (answer.statusCode === 429) assert.ok(Number(answer.headers['retry-after']) <= 10);
    }
  }
  return { statuses, from };
}

test('whoever signed in before with a browser gets in, however many guess at the account and from where', async () => {
  const { username } = await newUser();
  const device = deviceOf(await signIn(username));
  const { from } = await attack(username);
  assert.equal((await signIn(username, { device, from: '10.2.0.1' })).statusCode, 201);
  assert.equal(
    (await signIn(username, { device, from: from(3) })).statusCode,
    201,
    'an address that guessed',
  );
  const context = testContext({ USER_DATABASE_URL: url });
  const second = await openUser(context, CHEAP);
  const at = testApp(second, context);
  assert.equal((await signIn(username, { device, from: from(4), at })).statusCode, 201, 'another process');
  await second.stop();
});

test('a new device at an address that has not guessed gets in as well', async () => {
  const { username } = await newUser();
  const { statuses, from } = await attack(username);
  const failures = statuses.filter((status) => status === 401).length;
  assert.ok(failures >= 10 && failures <= 22, `${failures} guesses were answered`);
  assert.equal((await signIn(username, { from: '10.2.0.2' })).statusCode, 201);
  const there = await signIn(username, { from: from(1) });
  assert.equal(there.statusCode, 429);
  assert.ok(Number(there.headers['retry-after']) <= 10);
});

test('all strangers together have no more than a hundred failures in an hour, from however many addresses', async () => {
  const { username } = await newUser();
  const guess = (count: number) => signIn(username, { password: 'wrong password', from: `10.3.${count}.1` });
  const statuses = await Promise.all(Array.from({ length: 60 }, (_, count) => guess(count)));
  const failures = statuses.filter(({ statusCode }) => statusCode === 401).length;
  assert.ok(failures <= 40, `${failures} at once; one a minute is forgiven`);
});

test('a name that nobody has is guessed at as one that somebody has', async () => {
  const { username } = await newUser();
  const nobody = `nobody_${randomBytes(4).toString('hex')}`;
  const [{ statuses: known }, { statuses: unknown }] = [await attack(username), await attack(nobody)];
  const failures = (statuses: readonly number[]) => statuses.filter((status) => status === 401).length;
  assert.ok(Math.abs(failures(known) - failures(unknown)) <= 1, `${failures(known)}, ${failures(unknown)}`);
});

test('a device is one user’s: with it another account is guessed at as by anyone', async () => {
  const [mine, theirs] = [await newUser(), await newUser()];
  const device = deviceOf(await signIn(mine.username, { from: '10.4.0.1' }));
  const { from } = await attack(theirs.username);
  const answer = await signIn(theirs.username, { device, from: from(1) });
  assert.equal(answer.statusCode, 429);
});

test('what we have not signed is no device', async () => {
  const { username } = await newUser();
  const device = deviceOf(await signIn(username));
  const { from } = await attack(username);
  const [payload = '', signature = ''] = device.split('.');
  const forged = [
    `${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    `${payload}.`,
    payload,
    `${device}.x`,
    'x'.repeat(5000),
    '"; drop',
  ];
  for (const one of forged) {
    assert.equal((await signIn(username, { device: one, from: from(1) })).statusCode, 429, one.slice(0, 40));
  }
});

test('ten wrong guesses of its own make a device a stranger, also when they come at once', async () => {
  const { username } = await newUser();
  const device = deviceOf(await signIn(username));
  // Strangers from here are refused by now: whoever is answered is known by the device.
  const { from } = await attack(username);
  const guesses = Array.from({ length: 30 }, () =>
    signIn(username, { device, password: 'wrong password', from: from(1) }),
  );
  const statuses = (await Promise.all(guesses)).map(({ statusCode }) => statusCode);
  assert.equal(statuses.filter((status) => status === 401).length, 10);
  assert.equal((await signIn(username, { device, from: from(1) })).statusCode, 429);
  const fresh = deviceOf(await signIn(username, { device, from: '10.6.0.1' }));
  assert.equal((await signIn(username, { device: fresh, from: from(1) })).statusCode, 201);
});

test('a right sign-in forgives a device what it got wrong before', async () => {
  const { username } = await newUser();
  let device = deviceOf(await signIn(username));
  for (let round = 0; round < 2; round += 1) {
    for (let count = 0; count < 9; count += 1) await signIn(username, { device, password: 'wrong password' });
    device = deviceOf(await signIn(username, { device }));
  }
  const { from } = await attack(username);
  assert.equal((await signIn(username, { device, from: from(1) })).statusCode, 201);
});

test('nobody is kept from changing a password by others who guess at the account', async () => {
  const { username, id } = await newUser();
  const { from } = await attack(username);
  const change = (currentPassword: string) =>
    app.inject({
      method: 'PATCH',
      url: '/api/users/me',
      headers: as(id, { username }),
      remoteAddress: from(1),
      body: { currentPassword, password: 'another long one' },
    });
  for (let guess = 0; guess < 9; guess += 1) assert.equal((await change('wrong')).statusCode, 401);
  assert.equal((await change(PASSWORD)).statusCode, 200);
  const guesses: number[] = [];
  for (let guess = 0; guess < 12; guess += 1) guesses.push((await change('wrong')).statusCode);
  assert.equal(guesses.at(-1), 429, 'who has the session guesses ten times, not for ever');
});
