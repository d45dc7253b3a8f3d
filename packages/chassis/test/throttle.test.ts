import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { guarded, type Limit } from '@sagashop/chassis/guards/throttle';
import { testDatabase } from '@sagashop/chassis/testing';
import postgres from 'postgres';
import type { Sql } from '../src/postgres/sql.ts';

const connection = postgres(await testDatabase('throttle'), { max: 3 });
after(() => connection.end());
const sql = connection as unknown as Sql;
await sql`create table attempts (key text primary key, empty_at timestamptz not null)`;

const LIMITS: Limit[] = [
  { who: 'a network and an account', room: 1, each: 60, own: true },
  { who: 'an account', room: 1, each: 60 },
];

/** What becomes of a guess that is wrong. */
const guess = (on: Sql, work = async () => undefined as undefined) =>
  guarded(on, LIMITS, work).then(
    () => 'answered',
    (error: { code: string }) => error.code,
  );

/** `sql` on which `told` is awaited before the statement that counts and is the nth of them. */
function watched(before: (nth: number) => unknown, behind: (nth: number) => unknown): Sql {
  let counts = 0;
  return new Proxy(sql, {
    apply: async (target, self, args: [readonly string[]]) => {
      const nth = args[0].join('').includes('insert into attempts') ? ++counts : 0;
      await before(nth);
      const rows = await Reflect.apply(target, self, args);
      await behind(nth);
      return rows;
    },
  });
}

test('a guess that is refused where it comes from takes nothing of the room of one that is answered', async () => {
  const started = Promise.withResolvers<void>();
  const firstCounted = Promise.withResolvers<void>();
  const second = guess(sql, async () => {
    started.resolve();
    await firstCounted.promise;
  });
  await started.promise;
  // The first one is counted where it comes from; then the second one overtakes it.
  const first = guess(
    watched(
      (nth) => nth === 2 && second,
      (nth) => nth === 1 && firstCounted.resolve(),
    ),
  );
  assert.deepEqual(await Promise.all([first, second]), ['answered', 'too_many_attempts']);
});
