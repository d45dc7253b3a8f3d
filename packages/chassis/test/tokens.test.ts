import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recent } from '../src/service/recent.ts';
import { ephemeralKeys } from '../src/service/service-keys.ts';
import { tokenMaker, tokenReader } from '../src/service/tokens.ts';

const keys = ephemeralKeys('order', 'payment', 'gateway');
const START = 1_000_000_000; // ms
const alice = { userId: '0190f7a0-0000-7000-8000-000000000001', username: 'alice' };
const decoded = (part = '') =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a token says who has made it, for whom, what it is, about whom, and when', () => {
  const token = tokenMaker(keys, 'gateway', () => START)('customer', 'order', alice);
  const read = tokenReader(keys, () => START + 50_000);
  assert.deepEqual(read(token, ['order']), {
    issuer: 'gateway',
    audience: 'order',
    kind: 'customer',
    about: alice,
  });
  assert.deepEqual(read(token, ['payment']), { wrong: 'foreign' });
  assert.equal(decoded(token.split('.')[1])['iat'], START / 1000);
});

test('it lives for a minute from when it was made, whatever it says', () => {
  const sign = keys.signerOf('order');
  const claims = { iss: 'order', aud: 'payment', kind: 'service', about: null, iat: START / 1000 };
  const year = sign({ ...claims, exp: START / 1000 + 31_536_000 });
  const short = sign({ ...claims, exp: START / 1000 + 5 });
  const at = (seconds: number, token: string) =>
    tokenReader(keys, () => START + seconds * 1000)(token, ['payment']);
  assert.ok(!('wrong' in at(59, year)));
  assert.deepEqual(at(60, year), { wrong: 'expired' });
  assert.deepEqual(at(5, short), { wrong: 'expired' });
  assert.ok(!('wrong' in at(-10, year)), 'a clock may be a little ahead');
  assert.deepEqual(at(-11, year), { wrong: 'early' });
  const { iat: _, ...undated } = claims;
  assert.deepEqual(at(0, sign({ ...undated, exp: START / 1000 + 60, iat: 'now' })), { wrong: 'malformed' });
  assert.deepEqual(at(0, sign(claims)), { wrong: 'malformed' }, 'one that never ends');
});

test('one that was believed is not believed for longer because it is known', () => {
  let now = START;
  const read = tokenReader(keys, () => now);
  const token = tokenMaker(keys, 'order', () => START)('service', 'payment');
  for (const seconds of [0, 15, 30, 45, 59]) {
    now = START + seconds * 1000;
    assert.ok(!('wrong' in read(token, ['payment'])), `${seconds} s`);
  }
  now = START + 60_000;
  assert.deepEqual(read(token, ['payment']), { wrong: 'expired' });
});

test('a receiver cannot speak as its caller: not with its own key, nor with what it was sent', () => {
  const read = tokenReader(keys);
  const token = tokenMaker(keys, 'order')('service', 'payment');
  const [head, body, signature] = token.split('.');
  const changed = encoded({ ...decoded(body), aud: 'stock' });
  assert.deepEqual(read(`${head}.${changed}.${signature}`, ['stock']), { wrong: 'forged' });
  const claims = { ...decoded(body), aud: 'stock' };
  const asPayment = keys.signerOf('payment')(claims);
  assert.deepEqual(read(asPayment, ['stock']), { wrong: 'malformed' }, 'signed by another than it says');
  const [, payload, own] = asPayment.split('.');
  assert.deepEqual(
    read(`${head}.${payload}.${own}`, ['stock']),
    { wrong: 'forged' },
    'with the name of its key',
  );
  const unsigned = encoded({ ...decoded(head), alg: 'none' });
  assert.deepEqual(read(`${unsigned}.${changed}.`, ['stock']), { wrong: 'malformed' });
  const hashed = encoded({ ...decoded(head), alg: 'HS256' });
  assert.deepEqual(read(`${hashed}.${changed}.${signature}`, ['stock']), { wrong: 'malformed' });
});

test('what is no token is refused, however long or odd it is', () => {
  const read = tokenReader(keys);
  assert.deepEqual(read(undefined, ['order']), { wrong: 'missing' });
  const strange = tokenMaker(ephemeralKeys('order'), 'order')('service', 'payment');
  assert.deepEqual(read(strange, ['payment']), { wrong: 'unknown_key' });
  const odd = [
    'x',
    '..',
    'a.b.c.d',
    `${encoded({ kid: 7 })}.e30.x`,
    `${encoded([])}.e30.x`,
    'A'.repeat(100_000),
  ];
  for (const token of odd)
    assert.deepEqual(read(token, ['order']), { wrong: 'malformed' }, token.slice(0, 20));
});

test('the same word is signed once in a while, and never kept until it is old', () => {
  let now = START;
  let signed = 0;
  const counted = {
    ...keys,
    signerOf: (name: string) => (claims: object) => {
      signed += 1;
      return keys.signerOf(name)(claims);
    },
  };
  const make = tokenMaker(counted, 'order', () => now);
  const first = make('service', 'payment');
  for (let second = 0; second < 600; second += 1) {
    now = START + second * 1000;
    const iat = Number(decoded(make('service', 'payment').split('.')[1])['iat']);
    assert.ok(now / 1000 - iat <= 20, `${now / 1000 - iat} s old`);
  }
  assert.ok(signed <= 61, `${signed} signatures in ten minutes`);
  assert.notEqual(make('customer', 'payment', null), first);
});

test('what is remembered is forgotten in two turns, or when there is much', () => {
  let now = START;
  const some = recent<number>(10, 1000, () => now);
  some.set('first', 1);
  now += 1500;
  assert.equal(some.get('first'), 1);
  now += 1000;
  assert.equal(some.get('first'), undefined);
  for (let at = 0; at < 1000; at += 1) some.set(`${at}`, at);
  const kept = Array.from({ length: 1000 }, (_, at) => some.get(`${at}`)).filter((one) => one !== undefined);
  assert.ok(kept.length <= 20 && kept.at(-1) === 999, `${kept.length}`);
  now -= 3_600_000;
  assert.equal(some.get('999'), undefined, 'a clock that was set back makes nothing live for longer');
});
