import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences, HIDDEN } from '../src/write-audit-log.ts';

test('an entry has the fields that changed, and no others', () => {
  const before = { name: 'Lamp', price: 100, words: ['a'], gone: 1 };
  const after = { name: 'Lamp', price: 120, words: ['a'], fresh: true };
  assert.deepEqual(differences(before, after), {
    before: { price: 100, gone: 1 },
    after: { price: 120, fresh: true },
  });
});

test('of a personal field it says that it has changed, and not what it says', () => {
  const before = { email: 'ada@example.test', phone: null, roles: [] };
  const after = { email: 'ada@shop.test', phone: '+7 900 000-00-00', roles: ['clerk'] };
  assert.deepEqual(differences(before, after, ['email', 'phone']), {
    before: { email: HIDDEN, phone: null, roles: [] },
    after: { email: HIDDEN, phone: HIDDEN, roles: ['clerk'] },
  });
});
