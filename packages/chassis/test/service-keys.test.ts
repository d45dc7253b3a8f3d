import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { readServiceKeys } from '../src/service/service-keys.ts';
import { signShared } from '../src/service/shared-keys.ts';
import { tokenMaker, tokenReader } from '../src/service/tokens.ts';
import { servicePair } from '../src/testing.ts';

const pairs = { order: servicePair(), payment: servicePair() };
const all = Object.entries(pairs)
  .map(([name, { known }]) => `${name}:${known}`)
  .join();
const of = (name: keyof typeof pairs) =>
  readServiceKeys({ SAGASHOP_SERVICE_KEY: `${name}:${pairs[name].own}`, SAGASHOP_SERVICE_KEYS: all });
const [HEX, OLD] = ['a'.repeat(64), 'b'.repeat(64)];
const shared = (...keys: string[]) =>
  readServiceKeys({ SAGASHOP_INTERNAL_KEYS: keys.map((hex) => `${hex[0]}:${hex}`).join() });
/** Whether the second believes what the first says as order. */
const believes = (from: ReturnType<typeof of>, to: ReturnType<typeof of>) => {
  const said = tokenReader(to)(tokenMaker(from, 'order')('service', 'payment'), ['payment']);
  return 'wrong' in said ? said.wrong : said.issuer;
};

test('a process signs with its own key alone, and believes all', () => {
  assert.equal(believes(of('order'), of('payment')), 'order');
  assert.throws(() => of('payment').signerOf('order'), /SAGASHOP_SERVICE_KEY has no key for order/);
});

test('keys come as 32 bytes, or as the forms that other tools make of them', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const der = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const keys = readServiceKeys({
    SAGASHOP_SERVICE_KEY: `order:${der}`,
    SAGASHOP_SERVICE_KEYS: `payment:${pairs.payment.known},\n order:${spki},`,
  });
  assert.equal(believes(keys, keys), 'order');
});

test('what is missing, malformed or does not fit is said by name, and nothing of it', () => {
  const refused = (env: Record<string, string>, says: RegExp) =>
    assert.throws(
      () => readServiceKeys(env),
      (error: Error) => says.test(error.message) && !error.message.includes('AAAA'),
    );
  refused({}, /Neither SAGASHOP_SERVICE_KEY nor SAGASHOP_INTERNAL_KEYS is set/);
  const own = `order:${pairs.order.own}`;
  refused({ SAGASHOP_SERVICE_KEY: own }, /SAGASHOP_SERVICE_KEYS has no public key for order/);
  const other = `order:${servicePair().known}`;
  refused({ SAGASHOP_SERVICE_KEY: own, SAGASHOP_SERVICE_KEYS: other }, /no public key for order/);
  refused({ SAGASHOP_SERVICE_KEY: 'AAAA' }, /SAGASHOP_SERVICE_KEY: write it as name:key/);
  refused({ SAGASHOP_SERVICE_KEY: 'order:AAAA' }, /SAGASHOP_SERVICE_KEY has what is no Ed25519 key/);
  refused({ SAGASHOP_SERVICE_KEY: own, SAGASHOP_SERVICE_KEYS: 'order:AAAA' }, /SERVICE_KEYS has what is no/);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const pkcs8 = rsa.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  refused({ SAGASHOP_SERVICE_KEY: `order:${pkcs8}` }, /no Ed25519 key/);
  refused({ SAGASHOP_INTERNAL_KEYS: 'k:AAAA' }, /SAGASHOP_INTERNAL_KEYS: write each key as id:hex/);
});

test('a shop that has nothing but shared keys has pairs derived from them, also while those are exchanged', () => {
  assert.equal(believes(shared(HEX), shared(HEX)), 'order');
  assert.equal(believes(shared(HEX), shared(OLD)), 'unknown_key');
  assert.equal(believes(shared(OLD, HEX), shared(HEX, OLD)), 'order');
  assert.equal(believes(shared(HEX, OLD), shared(OLD, HEX)), 'order');
});

test('processes get keys of their own one after another, beside the shared ones, and then without', () => {
  const both = (name: keyof typeof pairs) =>
    readServiceKeys({
      SAGASHOP_SERVICE_KEY: `${name}:${pairs[name].own}`,
      SAGASHOP_SERVICE_KEYS: all,
      SAGASHOP_INTERNAL_KEYS: `a:${HEX}`,
    });
  assert.equal(believes(shared(HEX), both('payment')), 'order', 'from shared keys to own ones');
  assert.equal(believes(both('order'), both('payment')), 'order');
  assert.equal(believes(both('order'), of('payment')), 'order', 'the shared ones are gone there');
  assert.equal(believes(of('order'), both('payment')), 'order');
  assert.equal(believes(shared(HEX), of('payment')), 'unknown_key', 'and count for nothing any more');
  assert.ok(signShared(null, 'payment', shared(HEX).shared!, Date.now()).includes('.a.'));
});
