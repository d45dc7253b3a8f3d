import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { RUNNERS_TABLE, SAGAS_TABLE, TRACE_COLUMN } from '@sagashop/saga/tables-postgres';

test('the migrations make the tables that the saga log and its roster need', async () => {
  const textOf = (name: string) => readFile(new URL(`../migrations/${name}.sql`, import.meta.url), 'utf8');
  assert.ok((await textOf('0002-sagas')).includes(SAGAS_TABLE.trim()));
  assert.ok((await textOf('0005-runners')).includes(RUNNERS_TABLE.trim()));
  assert.ok((await textOf('0007-traces')).includes(TRACE_COLUMN.trim()));
});
