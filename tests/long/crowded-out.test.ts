import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openTestShop } from '../journeys/test-shop.ts';

const shop = await openTestShop({ SAGASHOP_TRUST_PROXY: '127.0.0.1' });
const ADMIN = { username: 'admin', password: 'admin-password-1' };
const LANES = 150;

const from = (address: string) => ({ 'x-forwarded-for': address });
const signUp = (address: string) => {
  const username = `crowd-${randomUUID().slice(0, 13)}`;
  const body = { username, password: 'a-long-enough-one', email: `${username}@crowd.test` };
  // Its own fetch: without a key.
  const headers = { 'content-type': 'application/json', ...from(address) };
  return fetch(`${shop.url}/api/users`, { method: 'POST', headers, body: JSON.stringify(body) });
};

test('while 150 sign up again and again from one address, everybody who signs in is let in', async () => {
  let over = false;
  const statuses = new Map<number, number>();
  const lane = async () => {
    while (!over) {
      const { status } = await signUp('203.0.113.7');
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  const crowd = Array.from({ length: LANES }, lane);
  const signIns: number[] = [];
  for (let count = 0; count < 20; count += 1) {
    const headers = from(count % 2 ? '198.51.100.1' : '203.0.113.7');
    signIns.push((await shop.ask('POST', '/api/session', { body: ADMIN, headers })).status);
  }
  over = true;
  await Promise.all(crowd);
  assert.deepEqual(signIns, Array(20).fill(201));
  assert.ok(statuses.size > 0);
  assert.ok((statuses.get(201) ?? 0) <= 230, `${statuses.get(201)} accounts were made`);
});

test('an address signs up two hundred times, then it waits; its neighbours do not', async () => {
  const statuses: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const answers = await Promise.all(Array.from({ length: 80 }, () => signUp('203.0.113.9')));
    statuses.push(...answers.map(({ status }) => status));
    const refused = answers.find(({ status }) => status === 429);
    if (refused) {
      const { code } = (await refused.json()) as { code: string };
      assert.equal(code, 'too_many_attempts');
      assert.ok(Number(refused.headers.get('retry-after')) > 0);
    }
  }
  assert.ok(statuses.includes(429));
  assert.ok(statuses.filter((status) => status === 201).length <= 230);
  assert.equal((await signUp('203.0.113.10')).status, 201);
});

test('a network of IPv6 is one address, by an IPv6 proxy’s word as well', async () => {
  const wrong = (address: string) =>
    shop.ask('POST', '/api/session', {
      body: { username: `nobody-${randomUUID().slice(0, 8)}`, password: 'wrong password' },
      headers: from(address),
    });
  const answers = [];
  for (let host = 1; host <= 75; host += 1)
    answers.push((await wrong(`2001:db8:7:1${host % 10}::${host}`)).status);
  assert.ok(answers.includes(429), 'one household');
  assert.equal((await wrong('2001:db8:7:200::1')).status, 401, 'another one');
});
