import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { insertSessionBy } from '../../src/store/sessions.ts';
import { deleteUser, findPassword, lockUser, replacePassword } from '../../src/store/users.ts';
import { openTestUser, signUpBody } from '../opened.ts';

const { app, url } = await openTestUser();
const sql = connect(url, { name: 'test', max: 3 });
after(() => sql.end());

/** Waits until somebody waits for a lock that another transaction of this database holds. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const [waiting] = await sql`
      select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' limit 1`;
    if (waiting) return;
  }
}

const changes: Record<string, (tx: Tx, id: string, old: string) => Promise<unknown>> = {
  'changes the password': (tx, id, old) => replacePassword(tx, id, old, 'another hash'),
  'deletes the user': (tx, id) => deleteUser(tx, id),
};
for (const [what, change] of Object.entries(changes)) {
  test(`a sign-in waits for a transaction that ${what}, opens no session, and neither is a deadlock`, async () => {
    const { id } = (await app.inject({ method: 'POST', url: '/api/users', body: signUpBody() })).json();
    const old = (await findPassword(sql, id))!;
    let opened: Promise<boolean> | undefined;
    await sql.begin(async (tx) => {
      await lockUser(tx, id);
      opened = insertSessionBy(sql, old, { hash: '00'.repeat(32), userId: id, life: 60 });
      await somebodyWaits();
      await change(tx, id, old);
    });
    assert.equal(await opened, false);
  });
}
