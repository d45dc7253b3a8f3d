import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInternalKeys, signIdentity, verifyIdentity } from '../src/identity.ts';

const [oldKey, newKey] = ['a', 'b'].map((digit) => digit.repeat(64));
const keys = readInternalKeys(`new:${newKey},old:${oldKey}`);
const someone = {
  userId: '0190f7a0-0000-7000-8000-000000000001',
  username: 'alice',
  isAdmin: false,
  language: 'en' as const,
  email: 'alice@example.test',
  name: 'Alice',
};
const refused = { code: 'not_signed_in' };

test('an identity travels signed, for one service and for a minute', () => {
  const token = signIdentity(someone, 'order', keys, 1_000_000);
  assert.deepEqual(verifyIdentity(token, 'order', keys, 1_050_000), someone);
  assert.equal(verifyIdentity(signIdentity(null, 'order', keys), 'order', keys), null);
  assert.throws(() => verifyIdentity(token, 'payment', keys, 1_050_000), refused);
  assert.throws(() => verifyIdentity(token, 'order', keys, 1_062_000), refused);
});

test('a token that was changed, signed by a stranger or made up is refused', () => {
  const token = signIdentity(someone, 'order', keys);
  const [payload, id, signature] = token.split('.');
  const forged = Buffer.from(Buffer.from(payload!, 'base64url').toString().replace('false', 'true')).toString(
    'base64url',
  );
  const strangers = readInternalKeys(`new:${'c'.repeat(64)}`);
  for (const bad of [
    `${forged}.${id}.${signature}`,
    signIdentity(someone, 'order', strangers),
    `${payload}.${id}.`,
    'x',
    '',
  ]) {
    assert.throws(() => verifyIdentity(bad, 'order', keys), refused);
  }
});

test('keys can be changed: the first signs, all verify', () => {
  const before = signIdentity(someone, 'order', readInternalKeys(`old:${oldKey}`));
  assert.deepEqual(verifyIdentity(before, 'order', keys), someone);
  assert.throws(
    () => verifyIdentity(signIdentity(someone, 'order', keys), 'order', readInternalKeys(`old:${oldKey}`)),
    refused,
  );
});

test('a key that is too short to be one is refused by name', () => {
  assert.throws(() => readInternalKeys('k:abcd'), /SAGASHOP_INTERNAL_KEYS/);
});
