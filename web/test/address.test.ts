import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressIn, inOneLine, isSameAddress, wrongAddress } from '../app/shop/address.ts';
import { BY_CURRENCY, formIn } from '../app/shop/address-forms.server.ts';
import { keyFor } from '../app/shop/key.server.ts';

const ANYWHERE = formIn(undefined);
const HOME = { street: 'Lindenallee 7', zip: '10115', city: 'Berlin' };

test('an address stands on a parcel in one line, with or without a postcode', () => {
  assert.equal(inOneLine(HOME), 'Lindenallee 7, 10115 Berlin');
  assert.equal(inOneLine({ ...HOME, zip: '' }), 'Lindenallee 7, Berlin');
  assert.equal(inOneLine(undefined), '');
});

test('the longest address that is right fits into an order', () => {
  const longest = { street: 's'.repeat(300), zip: 'z'.repeat(20), city: 'c'.repeat(100) };
  assert.deepEqual(wrongAddress(longest, ANYWHERE), {});
  assert.ok(inOneLine(longest).length <= 500);
});

test('what is wrong with an address is said part by part', () => {
  const none = { street: 'error.required', city: 'error.required' };
  assert.deepEqual(wrongAddress(addressIn({}), ANYWHERE), none);
  const long = { street: 's'.repeat(301), zip: 'z'.repeat(21), city: 'c'.repeat(101) };
  const tooLong = { street: 'error.tooLong', zip: 'error.tooLong', city: 'error.tooLong' };
  assert.deepEqual(wrongAddress(long, ANYWHERE), tooLong);
  assert.deepEqual(wrongAddress({ ...HOME, zip: '' }, ANYWHERE), {});
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

const wrong = (country: string, zip: string) => wrongAddress({ ...HOME, zip }, formIn(country))['zip'];

test('a postcode is one of the shop’s country, in the way people there write it', () => {
  const right: Record<string, string[]> = {
    ...{ RU: ['101000', ''], DE: ['10115'], US: ['10001', '10001-1234'], IE: ['D02 AF30', ''] },
    ...{ GB: ['SW1A 1AA', 'sw1a1aa', 'M1 1AE'], FR: ['75 001', '75001'], CA: ['k1a 0b1'] },
  };
  for (const [country, zips] of Object.entries(right))
    for (const zip of zips) assert.equal(wrong(country, zip), undefined, `${country} ${zip}`);
  for (const [country, zip] of [...['RU', 'DE', 'US', 'GB'].map((one) => [one, '1234']), ['DE', '101150']])
    assert.equal(wrong(country!, zip!), 'error.zip', country);
  assert.equal(wrong('DE', ''), 'error.required');
  assert.equal(wrong('XX', 'anything'), undefined, 'of a country that is not known, any will do');
});

test('each country’s example is right, and each currency’s country is known', () => {
  for (const country of [...Object.values(BY_CURRENCY), 'DE', 'FR', 'ES', 'IT', 'NL']) {
    const { example, order, country: known } = formIn(country);
    assert.equal(known, country);
    assert.equal(wrong(country, example), undefined, country);
    assert.deepEqual([...order].sort(), ['city', 'street', 'zip'], country);
  }
  assert.deepEqual(Object.keys(wrongAddress(addressIn({}), formIn('DE'))), ['street', 'zip', 'city']);
});
