import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressIn, inOneLine, isLine, isSameAddress, wrongAddress } from '../app/shop/address.ts';
import { BY_CURRENCY, formIn } from '../app/shop/address-forms.server.ts';
import { keyFor } from '../app/shop/key.server.ts';

const ANYWHERE = formIn(undefined);
const HOME = { street: 'Lindenallee 7', zip: '10115', city: 'Berlin', region: '' };

test('an address stands on a parcel in one line, in the order of the shop’s country', () => {
  const lines: [country: string, street: string, city: string, region: string, zip: string, line: string][] =
    [
      ['DE', 'Lindenallee 7', 'Berlin', '', '10115', 'Lindenallee 7, 10115 Berlin'],
      ['US', '7 Main St', 'Springfield', 'IL', '62704', '7 Main St, Springfield, IL 62704'],
      ['CA', '1 Bank St', 'Ottawa', 'ON', 'K1A 0B1', '1 Bank St, Ottawa ON K1A 0B1'],
      ['AU', '7 George St', 'Sydney', 'NSW', '2000', '7 George St, Sydney NSW 2000'],
      ['BR', 'Rua Augusta 7', 'São Paulo', 'SP', '01310-930', 'Rua Augusta 7, São Paulo SP 01310-930'],
      ['HU', 'Fő utca 7', 'Budapest', '', '1037', 'Budapest, Fő utca 7, 1037'],
      ['IN', '7 MG Road', 'Pune', 'Maharashtra', '411001', '7 MG Road, Pune 411001, Maharashtra'],
      ['MX', 'Reforma 7', 'Toluca', 'Estado de México', '50000', 'Reforma 7, 50000 Toluca, Estado de México'],
      ['GB', '7 High Street', 'Leeds', '', 'LS1 1AA', '7 High Street, Leeds, LS1 1AA'],
      ['RU', 'Садовая ул., 7', 'Москва', '', '101000', '101000, Москва, Садовая ул., 7'],
      ['RU', 'Садовая ул., 7', 'Тверь', '', '', 'Тверь, Садовая ул., 7'],
      ['IT', 'Via Roma 1', 'Tivoli', 'RM', '00019', 'Via Roma 1, 00019 Tivoli RM'],
      ['ES', 'Calle Mayor 1', 'Getafe', 'Madrid', '28901', 'Calle Mayor 1, 28901 Getafe, Madrid'],
      ['ES', 'Calle Mayor 1', 'Madrid', 'Madrid', '28013', 'Calle Mayor 1, 28013 Madrid'],
      ['JP', '世田谷1-2', '世田谷区', '東京都', '154-0023', '154-0023, 東京都, 世田谷区, 世田谷1-2'],
      ['', 'Lindenallee 7', 'Berlin', '', '', 'Lindenallee 7, Berlin'],
    ];
  for (const [country, street, city, region, zip, line] of lines) {
    const form = formIn(country);
    assert.equal(inOneLine({ street, city, region, zip }, form), line);
    assert.ok(isLine(form.line), country);
    assert.equal(inOneLine(undefined, form), '');
  }
  // An address that was kept when the shop was elsewhere loses nothing.
  for (const country of Object.values(BY_CURRENCY)) {
    const line = inOneLine({ ...HOME, region: 'Brandenburg' }, formIn(country));
    for (const text of ['Lindenallee 7', '10115', 'Berlin', 'Brandenburg'])
      assert.ok(line.includes(text), line);
  }
  for (const odd of [undefined, '', 'street', 'street, zip city', 'street, zip city constructor', ['street']])
    assert.equal(isLine(odd), false);
});

test('a region is asked for where addresses have one, and is one of the list', () => {
  const counts: Record<string, number> = {
    ...{ US: 59, CA: 13, AU: 8, IT: 106, ES: 52, JP: 47, BR: 27, IN: 36, MX: 32, DE: 0, RU: 0 },
  };
  for (const [country, count] of Object.entries(counts)) {
    const form = formIn(country);
    assert.equal(new Set(form.regions.map(([written]) => written)).size, count, country);
    assert.equal(form.order.includes('region'), count > 0, country);
    for (const [written, name] of form.regions) assert.ok(written && name && written.length <= 60, country);
  }
  const us = formIn('US');
  assert.deepEqual(
    [us.regionKind, us.regions.find(([, name]) => name === 'Illinois')],
    ['state', ['IL', 'Illinois']],
  );
  const address = { street: '7 Main St', zip: '62704', city: 'Springfield', region: '' };
  assert.deepEqual(wrongAddress(address, us), { region: 'error.required' });
  assert.deepEqual(wrongAddress({ ...address, region: 'Illinois' }, us), { region: 'error.region' });
  assert.deepEqual(wrongAddress({ ...address, region: 'IL' }, us), {});
});

test('the longest address that is right fits into an order', () => {
  const [street, zip, city, region] = ['s'.repeat(300), 'z'.repeat(20), 'c'.repeat(100), 'r'.repeat(60)];
  const longest = { street, zip, city, region };
  assert.deepEqual(wrongAddress(longest, ANYWHERE), {});
  for (const country of Object.values(BY_CURRENCY))
    assert.ok(inOneLine(longest, formIn(country)).length <= 500);
});

test('what is wrong with an address is said part by part', () => {
  const none = { street: 'error.required', city: 'error.required' };
  assert.deepEqual(wrongAddress(addressIn({}), ANYWHERE), none);
  const long = { street: 's'.repeat(301), zip: 'z'.repeat(21), city: 'c'.repeat(101), region: '' };
  const tooLong = { street: 'error.tooLong', zip: 'error.tooLong', city: 'error.tooLong' };
  assert.deepEqual(wrongAddress(long, ANYWHERE), tooLong);
  assert.deepEqual(wrongAddress({ ...HOME, zip: '' }, ANYWHERE), {});
});

test('addresses are the same when all of their parts are', () => {
  assert.ok(isSameAddress(HOME, { ...HOME }));
  for (const part of ['street', 'zip', 'city', 'region'])
    assert.ok(!isSameAddress(HOME, { ...HOME, [part]: 'x' }));
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
    const parts = [...order].filter((part) => part !== 'region').sort();
    assert.deepEqual(parts, ['city', 'street', 'zip'], country);
  }
  assert.deepEqual(Object.keys(wrongAddress(addressIn({}), formIn('DE'))), ['street', 'zip', 'city']);
});
