import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { deleteUser, lockUser } from '../../src/store/users.ts';
import { openTestUser, signUpBody } from '../opened.ts';

const { app, url } = await openTestUser();
const sql = connect(url, { name: 'test', max: 3 });
after(() => sql.end());
const HOME = { street: 'Lindenallee 7', zip: '10115', city: 'Berlin' };

async function newUser(): Promise<string> {
  return (await app.inject({ method: 'POST', url: '/api/users', body: signUpBody() })).json().id;
}

const keep = (user: string) =>
  app.inject({
    method: 'POST',
    url: '/api/users/me/addresses',
    headers: { ...as(user), 'idempotency-key': randomUUID() },
    body: HOME,
  });

/** What stands anywhere of a user's addresses, the answers under their keys included. */
async function left(user: string): Promise<number> {
  const [kept] = await sql<{ rows: number }[]>`
    select (select count(*) from addresses where user_id = ${user})::int
      + (select count(*) from idempotency_keys where caller = ${user})::int as rows`;
  return kept!.rows;
}

/** Waits until as many as this wait for a lock that another transaction of this database holds. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const rows = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (rows.length >= count) return;
  }
}

test('who leaves takes addresses along, and the answers that had them', async () => {
  const [user, other] = [await newUser(), await newUser()];
  for (const one of [user, other]) assert.equal((await keep(one)).statusCode, 201);
  assert.equal(await left(user), 2);
  await sql.begin((tx) => deleteUser(tx, user));
  assert.deepEqual([await left(user), await left(other)], [0, 2]);
});

test('an address that is being kept while its user leaves is not left behind, whoever comes first', async () => {
  const user = await newUser();
  let kept: ReturnType<typeof keep> | undefined;
  let leaving: Promise<unknown> | undefined;
  await sql.begin(async (tx) => {
    await lockUser(tx, user);
    kept = keep(user);
    await waiting(1);
    leaving = sql.begin((other) => deleteUser(other, user));
    await waiting(2);
  });
  assert.ok([201, 401].includes((await kept!).statusCode));
  await leaving;
  assert.equal(await left(user), 0);
});
