import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { emailKey, isEmail } from '../src/text/email.ts';

test('an address at an internationalised domain is one, and so is one with such letters before the @', () => {
  for (const email of ['x@bücher.de', 'иван@почта.рф', 'a.b+c@example.co.uk', "o'neil@xn--bcher-kva.de"])
    assert.ok(isEmail(email), email);
});

test('both forms of a domain are one address, without regard to case', () => {
  assert.equal(emailKey('X@BÜCHER.de'), 'x@xn--bcher-kva.de');
  assert.equal(emailKey('x@XN--BCHER-KVA.de'), 'x@xn--bcher-kva.de');
  assert.equal(emailKey('x@bu\u0308cher。de'), 'x@xn--bcher-kva.de');
  assert.equal(emailKey('ИВАН@Почта.РФ'), 'иван@xn--80a1acny.xn--p1ai');
  assert.notEqual(emailKey('x@faß.de'), emailKey('x@fass.de'));
});

test('what cannot be sent to is no address', () => {
  const wrong = [
    'nobody',
    '@a.de',
    'x@',
    'x@a',
    'x@a..de',
    'x@-a.de',
    'x@a_b.de',
    'a b@c.de',
    'x@a%62.de',
    '.x@a.de',
  ];
  wrong.push('x..y@a.de', 'x@a/b.de', 'x@[::1]', 'x@a.de\n', 'x@xn--iñvalid.com', '"x"@a.de', 'x@a@b.de');
  wrong.push(`x@${'ü'.repeat(60)}.de`, `${'a'.repeat(250)}@a.de`);
  for (const email of wrong) assert.ok(!isEmail(email), email);
});

test('an ASCII address is compared by its lower case, and a key is its own key', () => {
  fc.assert(fc.property(fc.emailAddress(), (email) => assert.equal(emailKey(email), email.toLowerCase())));
  const text = fc.string({ unit: 'binary' });
  const given = fc.oneof(
    text,
    fc.tuple(text, text).map(([one, other]) => `${one}@${other}.de`),
  );
  fc.assert(fc.property(given, (email) => assert.equal(emailKey(emailKey(email)), emailKey(email))));
});
