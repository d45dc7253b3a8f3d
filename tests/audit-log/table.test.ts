import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HIDDEN, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { connect } from '@sagashop/chassis/postgres/connect';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { newId } from '@sagashop/kernel/ids';
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
