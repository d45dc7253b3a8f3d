import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressIn, inOneLine, isSameAddress, wrongAddress } from '../app/shop/address.ts';
import { keyFor } from '../app/shop/key.server.ts';

const HOME = { street: 'Lindenallee 7', zip: '10115', city: 'Berlin' };

test('an address stands on a parcel in one line, with or without a postcode', () => {
  assert.equal(inOneLine(HOME), 'Lindenallee 7, 10115 Berlin');
  assert.equal(inOneLine({ ...HOME, zip: '' }), 'Lindenallee 7, Berlin');
  assert.equal(inOneLine(undefined), '');
});

test('the longest address that is right fits into an order', () => {
  const longest = { street: 's'.repeat(300), zip: 'z'.repeat(20), city: 'c'.repeat(100) };
  assert.deepEqual(wrongAddress(longest), {});
  assert.ok(inOneLine(longest).length <= 500);
});

test('what is wrong with an address is said part by part', () => {
  const none = { street: 'error.required', city: 'error.required' };
  assert.deepEqual(wrongAddress(addressIn({})), none);
  const long = { street: 's'.repeat(301), zip: 'z'.repeat(21), city: 'c'.repeat(101) };
  const tooLong = { street: 'error.tooLong', zip: 'error.tooLong', city: 'error.tooLong' };
  assert.deepEqual(wrongAddress(long), tooLong);
  assert.deepEqual(wrongAddress({ ...HOME, zip: '' }), {});
});

test('addresses are the same when all of their parts are', () => {
  assert.ok(isSameAddress(HOME, { ...HOME }));
  for (const part of ['street', 'zip', 'city']) assert.ok(!isSameAddress(HOME, { ...HOME, [part]: 'x' }));
});

test('a form’s key can be sent whatever the form brings, and is another for another wish', () => {
  for (const odd of ['', '\n', 'ключ', null, 'x'.repeat(10_000)]) {
    assert.match(keyFor(odd, HOME), /^[\w-]{43}$/);
    assert.equal(keyFor(odd, HOME), keyFor(odd, { ...HOME }));
    assert.notEqual(keyFor(odd, HOME), keyFor(odd, { ...HOME, city: 'Ulm' }));
  }
});
