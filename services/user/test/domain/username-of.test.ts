import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usernameOf } from '../../src/domain/username-of.ts';

test('a user name is the first part of an address, in one alphabet and with a letter', () => {
  const names = {
    'Ada.Lovelace@example.test': 'ada.lovelace',
    'ada+shop@example.test': 'adashop',
    'иван@пример.рф': 'иван',
    'иван.smith@example.test': 'иван.',
    'al@example.test': 'reader-al',
    '12345@example.test': 'reader-12345',
    'ü@example.test': 'reader',
    'o’neil"quoted"@example.test': 'oneilquoted',
    [`${'a'.repeat(64)}@example.test`]: 'a'.repeat(40),
  };
  for (const [email, name] of Object.entries(names)) assert.equal(usernameOf(email), name, email);
});

test('one that somebody has is told apart by what comes behind', () => {
  assert.equal(usernameOf('ada@example.test', '4711'), 'ada-4711');
  assert.equal(usernameOf('al@example.test', '4711'), 'al-4711');
  assert.equal(usernameOf('7@example.test', '4711'), 'reader-7-4711');
});
