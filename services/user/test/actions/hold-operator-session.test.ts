import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testContext } from '@sagashop/chassis/testing';
import postgres from 'postgres';
import { openUser } from '../../src/app.ts';
import { newDatabase } from '../opened.ts';

test('the operator’s session is one, goes on while it is held, outlives admin’s other sessions, and ends when told', async (t) => {
  const url = await newDatabase();
  const service = await openUser(testContext({ USER_DATABASE_URL: url }));
  t.after(() => service.stop());
  const sql = postgres(url, { max: 1 });
  t.after(() => sql.end());
  const ask = (name: string, question: object) => service.calls[name]!(question as never) as Promise<never>;
  const [one, other] = ['1', '2'].map((digit) => digit.repeat(64)) as [string, string];
  const hold = (hash: string, seconds = 120) => ask('hold-operator-session', { hash, seconds });
  const scopes = async (...hashes: string[]) =>
    ((await ask('sessions', { hashes })) as { identities: ({ scope?: string } | null)[] }).identities.map(
      (identity) => identity?.scope,
    );
  await assert.rejects(hold(one), { code: 'not_found' });
  const admin = { username: 'admin', password: 'x', email: 'admin@shop.test', isAdmin: true };
  await ask('create', admin);
  await hold(one);
  assert.deepEqual(await scopes(one, other), ['operator', undefined]);
  await hold(other);
  assert.deepEqual(
    await scopes(one, other),
    [undefined, 'operator'],
    'a new start ends what a crash has left',
  );
  await sql`update sessions set expires_at = now() - interval '1 hour'`;
  assert.deepEqual(await scopes(other), [undefined], 'dead when nobody holds it');
  await hold(other);
  assert.deepEqual(await scopes(other), ['operator']);
  const [{ left }] =
    (await sql`select extract(epoch from expires_at - now())::int as left from sessions`) as unknown as [
      { left: number },
    ];
  assert.ok(left > 60 && left <= 120, `${left} s`);
  await hold(other, 0);
  assert.equal((await sql`select from sessions`).count, 0);
});
