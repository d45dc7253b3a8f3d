import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PERMISSION_NAMES, permissionsOf } from '../src/permissions.ts';

test('an owner may everything, a customer nothing, and an unknown role gives nothing', () => {
  assert.deepEqual(permissionsOf(['owner']), PERMISSION_NAMES);
  assert.deepEqual(permissionsOf([]), []);
  assert.deepEqual(permissionsOf(['admiral', 'constructor']), []);
});

test('several roles give what any of them gives', () => {
  const both = new Set([...permissionsOf(['clerk']), ...permissionsOf(['packer'])]);
  assert.deepEqual(new Set(permissionsOf(['packer', 'clerk'])), both);
});
