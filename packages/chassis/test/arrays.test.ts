import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ints, texts, uuids } from '../src/postgres/arrays.ts';
import { connect } from '../src/postgres/connect.ts';
import { testDatabase } from '../src/testing.ts';

const sql = connect(await testDatabase('arrays'), { name: 'test', max: 1 });

test('any text but NUL comes back from PostgreSQL as it went in', async () => {
  const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', '').toWellFormed());
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
      const [row] = await sql<{ back: (string | null)[] }[]>`
        select coalesce(json_agg(value order by at), '[]') as back
        from unnest(${texts(values)}::text[]) with ordinality as given (value, at)`;
      assert.deepEqual(row!.back, values);
    }),
    { numRuns: 50 },
  );
  await sql.end();
});

test('numbers and ids are written plainly, and nothing is NULL', () => {
  assert.equal(ints([1, null, -3]), '{1,NULL,-3}');
  assert.equal(uuids(['a-b', null]), '{a-b,NULL}');
});
