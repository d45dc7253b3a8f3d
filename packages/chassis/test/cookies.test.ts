import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookieText, cookieValue, isSecure, withoutPlain } from '../src/http/cookies.ts';

test('over https a cookie has the name that only this host can set, and travels over TLS only', () => {
  assert.equal(
    cookieText('sagashop_x', 'v', { life: 60, secure: true }),
    '__Host-sagashop_x=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure',
  );
  assert.equal(
    cookieText('sagashop_x', 'v', { life: 60, secure: false }),
    'sagashop_x=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=60',
  );
});

test('it is over TLS by the public address, or by what a trusted proxy says', () => {
  assert.equal(isSecure({ protocol: 'http' }, 'https://shop.example'), true);
  assert.equal(isSecure({ protocol: 'https' }), true);
  assert.equal(isSecure({ protocol: 'http' }, 'http://shop.example'), false);
});

test('a cookie is found under either name; the one that nobody else can set counts more', () => {
  assert.equal(cookieValue('a=b; sagashop_x=old ; __Host-sagashop_x=new', 'sagashop_x'), 'new');
  assert.equal(cookieValue('sagashop_x=old', 'sagashop_x'), 'old');
  assert.equal(cookieValue('not_sagashop_x=1; sagashop_x', 'sagashop_x'), undefined);
  assert.equal(cookieValue(undefined, 'sagashop_x'), undefined);
});

test('what was sent under the plain name ends when the other one is set', () => {
  const set = cookieText('sagashop_x', 'v', { life: 60, secure: true });
  const sent = 'sagashop_x=old; sagashop_y=1';
  assert.deepEqual(withoutPlain(sent, [set]), [set, 'sagashop_x=; Path=/; Max-Age=0']);
  assert.deepEqual(withoutPlain('__Host-sagashop_x=v', [set]), [set]);
  const plain = cookieText('sagashop_x', 'v', { life: 60, secure: false });
  assert.deepEqual(withoutPlain(sent, [plain]), [plain]);
});
