import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { RUNNERS_TABLE, SAGAS_TABLE, TRACE_COLUMN } from '@sagashop/saga/tables-postgres';

test('the migrations make the tables that the saga log and its leases need', async () => {
  const textOf = (name: string) => readFile(new URL(`../migrations/${name}.sql`, import.meta.url), 'utf8');
  assert.ok((await textOf('0002-sagas')).includes(SAGAS_TABLE.trim()));
  assert.ok((await textOf('0005-runners')).includes(RUNNERS_TABLE.trim()));
  assert.ok((await textOf('0007-traces')).includes(TRACE_COLUMN.trim()));
});

/** They have rows of each order. */
const LARGE = new Set(['orders', 'order_lines', 'sagas', 'recipients']);

test('no index is made of tables that grow with each order while nobody can write to them', async () => {
  const folder = new URL('../migrations/', import.meta.url);
  for (const name of await readdir(folder)) {
    const text = await readFile(new URL(name, folder), 'utf8');
    const made = new Set([...text.matchAll(/create table (\w+)/g)].map(([, table]) => table));
    for (const [, way, table] of text.matchAll(/create index (concurrently )?\w+ on (\w+)/g))
      assert.ok(way || made.has(table) || !LARGE.has(table!), `${name}: ${table}`);
  }
});
