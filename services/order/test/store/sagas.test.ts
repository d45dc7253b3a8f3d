import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { SAGAS_TABLE } from '@sagashop/saga/log-postgres';

test('the table of sagas is the one that the saga log wants', async () => {
  const migration = await readFile(new URL('../../migrations/0002-sagas.sql', import.meta.url), 'utf8');
  assert.equal(migration, SAGAS_TABLE.trimStart());
});
