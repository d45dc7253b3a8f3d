import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMON_PASSWORDS } from '../../src/domain/common-passwords.ts';
import { isWeakPassword } from '../../src/domain/password.ts';

const ANNA = { username: 'anna', email: 'Anna@Example.test' };

test('a password has 8 to 128 characters, whatever they are made of', () => {
  assert.equal(isWeakPassword('k7Gd92q', ANNA), true);
  assert.equal(isWeakPassword('k7Gd92qx', ANNA), false);
  assert.equal(isWeakPassword('🫖🍵🥄🫙🍯🍪🧁', ANNA), true, '7 characters of 2 UTF-16 units each');
  assert.equal(isWeakPassword('ab'.repeat(64), ANNA), false);
  assert.equal(isWeakPassword(`${'ab'.repeat(64)}c`, ANNA), true);
});

test('neither the user name, nor the address, nor a common password will do, however it is capitalised', () => {
  assert.equal(isWeakPassword('Anna.Ivanova', { ...ANNA, username: 'anna.ivanova' }), true);
  assert.equal(isWeakPassword('anna@example.test', { ...ANNA, username: null }), true);
  assert.equal(isWeakPassword('QWERTYuiop', ANNA), true);
  assert.equal(isWeakPassword('aaaaaaaaaa', ANNA), true);
});

test('the list of common passwords holds some hundreds, all of a length that would else do', () => {
  assert.ok(COMMON_PASSWORDS.size > 500);
  assert.deepEqual(
    [...COMMON_PASSWORDS].filter((word) => word.length < 8 || word !== word.toLowerCase()),
    [],
  );
});
