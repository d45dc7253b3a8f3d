import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { SAGAS_TABLE } from '@sagashop/saga/log-postgres';

test('the migrations make the table of sagas that the saga log needs', async () => {
  const text = await readFile(new URL('../migrations/0002-sagas.sql', import.meta.url), 'utf8');
  assert.ok(text.includes(SAGAS_TABLE.trim()));
});
