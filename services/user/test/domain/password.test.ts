import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMON_PASSWORDS } from '../../src/domain/common-passwords.ts';
import { isWeak } from '../../src/domain/password.ts';

test('a password has 8 to 128 characters, whatever they are made of', () => {
  assert.equal(isWeak('k7Gd92q', 'anna'), true);
  assert.equal(isWeak('k7Gd92qx', 'anna'), false);
  assert.equal(isWeak('🫖🍵🥄🫙🍯🍪🧁', 'anna'), true, '7 characters of 2 UTF-16 units each');
  assert.equal(isWeak('ab'.repeat(64), 'anna'), false);
  assert.equal(isWeak(`${'ab'.repeat(64)}c`, 'anna'), true);
});

test('neither the user name nor a common password will do, however it is capitalised', () => {
  assert.equal(isWeak('Anna.Ivanova', 'anna.ivanova'), true);
  assert.equal(isWeak('QWERTYuiop', 'anna'), true);
  assert.equal(isWeak('aaaaaaaaaa', 'anna'), true);
});

test('the list of common passwords holds some hundreds, all of a length that would else do', () => {
  assert.ok(COMMON_PASSWORDS.size > 500);
  assert.deepEqual(
    [...COMMON_PASSWORDS].filter((word) => word.length < 8 || word !== word.toLowerCase()),
    [],
  );
});
