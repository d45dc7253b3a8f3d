import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trustedProxies } from '../src/config.ts';
import { countedAddress } from '../src/throttle.ts';

test('an IPv6 network of 64 bits is one address, and an IPv4 address is itself however it is written', () => {
  assert.equal(countedAddress('203.0.113.9'), '203.0.113.9');
  assert.equal(countedAddress('::ffff:203.0.113.9'), '203.0.113.9');
  assert.equal(countedAddress('2001:DB8:1:2:3:4:5:6'), '2001:db8:1:2');
  assert.equal(countedAddress('2001:db8:1:2::6'), '2001:db8:1:2');
  assert.equal(countedAddress('2001:db8::6'), '2001:db8:0:0');
  assert.equal(countedAddress('fe80::1%eth0'), 'fe80:0:0:0');
  assert.equal(countedAddress('::1'), '0:0:0:0');
});

test('proxies are trusted only where they are named, and what is no address is named in the error', () => {
  assert.equal(trustedProxies({}), false);
  assert.equal(trustedProxies({ SAGASHOP_TRUST_PROXY: ' ' }), false);
  for (const fine of ['loopback', '10.0.0.0/8, 192.0.2.1', '2001:db8::/32']) {
    assert.equal(trustedProxies({ SAGASHOP_TRUST_PROXY: fine }), fine);
  }
  for (const wrong of ['true', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.1/8/8', '10.0.0.1,,', 'proxy.test']) {
    assert.throws(() => trustedProxies({ SAGASHOP_TRUST_PROXY: wrong }), /SAGASHOP_TRUST_PROXY/, wrong);
  }
});
