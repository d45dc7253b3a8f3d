import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { Problem } from '@sagashop/kernel/problem';
import { refuse } from '../src/errors.ts';
import { deleteOldKeys } from '../src/guards/idempotency.ts';
import { once } from '../src/guards/once.ts';
import { connect } from '../src/postgres/connect.ts';
import type { Tx } from '../src/postgres/sql.ts';
import { testDatabase } from '../src/testing.ts';

const sql = connect(await testDatabase('once'), { name: 'test', max: 10 });
after(() => sql.end());
await sql`
  create table idempotency_keys (
    caller uuid not null, route text not null, key text not null, fingerprint text not null,
    subject uuid not null, status smallint, response text, created_at timestamptz not null default now(),
    primary key (caller, route, key))`;
await sql`create table effects (key text not null)`;

const newUse = () => ({ caller: randomUUID(), route: 'POST /test', key: randomUUID(), fingerprint: 'a' });
const effect = (key: string) => async (tx: Tx) => {
  await tx`insert into effects values (${key})`;
  return { status: 201, response: `{"key":"${key}"}` };
};
const effectsOf = async (key: string) => (await sql`select from effects where key = ${key}`).length;
const send = (use: ReturnType<typeof newUse>, work = effect(use.key)) =>
  once(sql, { ...use, subject: randomUUID() }, work);

test('an effect happens once for a key, and copies at once are answered with its bytes', async () => {
  const use = newUse();
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(use)));
  assert.equal(await effectsOf(use.key), 1);
  assert.equal(new Set(answers.map((answer) => answer.response)).size, 1);
  assert.equal(new Set(answers.map((answer) => answer.subject)).size, 1);
  assert.equal(answers.filter((answer) => !answer.replayed).length, 1);
});

test('a refusal by the state of things undoes the effect, and is the outcome of its key for good', async () => {
  const use = newUse();
  const first = await send(use, async (tx) => {
    await effect(use.key)(tx);
    throw new Problem('sold_out', { status: 409, title: 'Sold out.' });
  });
  assert.deepEqual([first.status, first.replayed, await effectsOf(use.key)], [409, false, 0]);
  const again = await send(use);
  assert.deepEqual([again.status, again.response, again.replayed], [409, first.response, true]);
  assert.equal(await effectsOf(use.key), 0);
});

test('every other refusal, and an error, leaves the key unused', async () => {
  const use = newUse();
  for (const thrown of [refuse.not_found(), refuse.unavailable(), new Error('broken')]) {
    await assert.rejects(
      send(use, async (tx) => {
        await effect(use.key)(tx);
        throw thrown;
      }),
      thrown,
    );
  }
  assert.deepEqual([(await send(use)).status, await effectsOf(use.key)], [201, 1]);
});

test('another request under a key is refused, and another caller or route has keys of its own', async () => {
  const use = newUse();
  await send(use);
  await assert.rejects(send({ ...use, fingerprint: 'b' }), { code: 'idempotency_key_reused' });
  for (const other of [{ caller: randomUUID() }, { route: 'POST /other' }]) {
    assert.equal((await send({ ...use, ...other })).replayed, false);
  }
  assert.equal(await effectsOf(use.key), 3);
});

test('a key means something for seven days, and the sweep takes older ones wherever they are', async () => {
  const caller = randomUUID();
  // Wide rows, so that the table has several hundred blocks.
  await sql`
    insert into idempotency_keys (caller, route, key, fingerprint, subject, created_at)
    select ${caller}, repeat('r', 2000), n::text, 'f', gen_random_uuid(),
      now() - case when n % 3 = 0 then interval '7 days 1 minute' else interval '6 days 23 hours' end
    from generate_series(1, 1500) n`;
  await deleteOldKeys(sql, 7);
  const left = await sql<{ key: string }[]>`select key from idempotency_keys where caller = ${caller}`;
  assert.equal(left.length, 1000);
  assert.ok(left.every(({ key }) => Number(key) % 3 !== 0));
});

test('the sweep goes by blocks also when its plan is kept', async () => {
  const plan = await sql.begin(async (tx) => {
    await tx`set local plan_cache_mode = 'force_generic_plan'`;
    return tx<Record<'queryPlan', string>[]>`
      explain delete from idempotency_keys
      where ctid >= ${'(0,0)'}::text::tid and ctid < ${'(128,0)'}::text::tid and created_at < now()`;
  });
  assert.match(plan.map((row) => Object.values(row)[0]).join('\n'), /Tid Range Scan/);
});
