import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networksOf } from '../src/guards/networks.ts';

const namesOf = (ip: string) => networksOf(ip).map(({ name }) => name);

test('an IPv4 address is itself, however it is written', () => {
  assert.deepEqual(networksOf('203.0.113.9'), [{ name: '203.0.113.9', times: 1 }]);
  assert.deepEqual(namesOf('::ffff:203.0.113.9'), ['203.0.113.9']);
  assert.deepEqual(namesOf('::FFFF:203.0.113.9'), ['203.0.113.9']);
});

test('an IPv6 address counts for its /56 and, four times as wide, for its /48', () => {
  const levels = [
    { name: '2001:db8:1:200/56', times: 1 },
    { name: '2001:db8:1:0/48', times: 4 },
  ];
  for (const ip of [
    '2001:DB8:1:2ff:3:4:5:6',
    '2001:db8:1:200::',
    '2001:db8:1:2a2:ffff:ffff:ffff:ffff%eth0',
  ]) {
    assert.deepEqual(networksOf(ip), levels, ip);
  }
  assert.deepEqual(namesOf('2001:db8:1:300::1'), ['2001:db8:1:300/56', '2001:db8:1:0/48']);
  assert.deepEqual(namesOf('2001:db8:2:200::1'), ['2001:db8:2:200/56', '2001:db8:2:0/48']);
});

test('blocks of zeros are read where they stand', () => {
  assert.deepEqual(namesOf('::1'), ['0:0:0:0/56', '0:0:0:0/48']);
  assert.deepEqual(namesOf('fe80::1%eth0'), ['fe80:0:0:0/56', 'fe80:0:0:0/48']);
  assert.deepEqual(namesOf('2001:db8::6'), ['2001:db8:0:0/56', '2001:db8:0:0/48']);
  assert.deepEqual(namesOf('64:ff9b::192.0.2.1'), ['64:ff9b:0:0/56', '64:ff9b:0:0/48']);
  assert.deepEqual(namesOf('1:2:3:4:5:6:192.0.2.1'), ['1:2:3:0/56', '1:2:3:0/48']);
});
