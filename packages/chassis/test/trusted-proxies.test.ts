import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trustedProxies } from '../src/config/config.ts';

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
