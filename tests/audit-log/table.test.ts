import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { HIDDEN, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { newId } from '@sagashop/kernel/ids';
import postgres from 'postgres';
import { shopDatabases } from '../shop-databases.ts';

const urls = await shopDatabases();
const withDatabase = MANIFESTS.filter(({ database }) => database);

test('every service with a database tells its part of the audit log', () => {
  const silent = withDatabase.filter(({ capabilities }) => !capabilities?.['audit-log']);
  assert.deepEqual(silent, []);
});

for (const { name } of withDatabase) {
  test(`nothing in the audit log of ${name} can be changed or deleted`, async (t) => {
    const sql = connect(urls[name]!, { name: 'test', max: 1 });
    t.after(() => sql.end());
    const actor = { id: newId(), roles: ['owner'] };
    const entry = {
      action: 'product.change',
      subject: `thing:${newId()}`,
      before: {},
      after: { name: HIDDEN },
    } as const;
    await sql.begin((tx) => writeAuditLog(tx, { actor, from: '10.0.0.1', ...entry }));
    for (const statement of [
      "update audit_log set reason = 'none'",
      'delete from audit_log',
      'delete from audit_log where false',
      'truncate audit_log',
    ])
      await assert.rejects(() => sql.unsafe(statement), /never changed or deleted/, statement);
    assert.equal((await sql`select from audit_log`).length, 1);
  });
}

test('a service with a role beside the owner of its tables, as the README of the log grants it, works and cannot change the log', async (t) => {
  const sql = postgres(urls['order']!, { max: 1, onnotice: () => {} });
  t.after(() => sql.end());
  const role = `shop_service_${newId().slice(-12)}`;
  const readme = readFileSync(new URL('../../packages/audit-log/README.md', import.meta.url), 'utf8');
  const [, grants = ''] = /```sql\n(.*?)```/s.exec(readme) ?? [];
  await sql.unsafe(`create role ${role}; ${grants.replaceAll('shop_service', role)} set role ${role}`);
  const entry = { action: 'product.change', subject: 'thing:1', before: {}, after: {} } as const;
  const by = { actor: { id: newId(), roles: [] }, from: '10.0.0.1' };
  await writeAuditLog(sql as unknown as Tx, { ...by, ...entry });
  await sql`update orders set status = status where false`;
  for (const statement of [
    'update audit_log set origin = null',
    'delete from audit_log',
    'truncate audit_log',
  ])
    await assert.rejects(() => sql.unsafe(statement), /permission denied/, statement);
  const disabling = 'alter table audit_log disable trigger all';
  await assert.rejects(() => sql.unsafe(disabling), /must be owner/);
  await sql.unsafe(`reset role; drop owned by ${role}; drop role ${role}`);
});
