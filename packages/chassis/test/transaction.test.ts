import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { connect } from '../src/postgres/connect.ts';
import { sqlState } from '../src/postgres/sql-state.ts';
import { testDatabase } from '../src/testing.ts';

const sql = connect(await testDatabase('transaction'), { name: 'test', max: 2 });
await sql`create table marks (mark int primary key)`;
after(() => sql.end());
beforeEach(() => sql`truncate marks`);

const marks = async () =>
  (await sql<{ mark: number }[]>`select mark from marks order by 1`).map(({ mark }) => mark);

test('what is asked behind last() is committed with all before it, however deep it is asked', async () => {
  const deep = async (write: () => Promise<unknown>) => {
    await undefined;
    await Promise.resolve().then(() => undefined);
    return write();
  };
  const result = await sql.transaction(async (tx, last) => {
    await tx`insert into marks values (1)`;
    last();
    await Promise.all([
      tx`insert into marks values (2)`,
      deep(async () => void (await tx`insert into marks values (3)`)),
    ]);
    return 'done';
  });
  assert.deepEqual([result, await marks()], ['done', [1, 2, 3]]);
});

test('a statement that fails behind last() undoes all, and its own error is told', async () => {
  await sql`insert into marks values (2)`;
  const work = sql.transaction(async (tx, last) => {
    await tx`select 1`;
    last();
    await Promise.all([
      tx`insert into marks values (1)`,
      tx`insert into marks values (2)`,
      tx`insert into marks values (3)`,
    ]);
  });
  await assert.rejects(work, (error) => sqlState(error) === '23505');
  assert.deepEqual(await marks(), [2]);
});

test('a statement that fails undoes all, though the work makes nothing of it', async () => {
  const isByZero = (error: unknown) => sqlState(error) === '22012';
  const waited = sql.transaction(async (tx) => {
    await tx`insert into marks values (1)`;
    await tx`select 1 / 0`.catch(() => {});
  });
  await assert.rejects(waited, isByZero);
  const together = sql.transaction(async (tx, last) => {
    last();
    await Promise.all([tx`select 1 / 0`.catch(() => {}), tx`insert into marks values (1)`]);
  });
  await assert.rejects(together, isByZero);
  assert.deepEqual(await marks(), []);
});

test('an error in the turn of last() comes before the commit, and undoes all', async () => {
  const work = sql.transaction(async (tx, last) => {
    await tx`insert into marks values (1)`;
    last();
    const written = tx`insert into marks values (2)`;
    written.catch(() => {});
    await undefined;
    throw new Error('a mistake');
  });
  await assert.rejects(work, /a mistake/);
  assert.deepEqual(await marks(), []);
});

test('what is asked after the answers behind last() is refused', async () => {
  const work = sql.transaction(async (tx, last) => {
    last();
    await tx`insert into marks values (1)`;
    await tx`insert into marks values (2)`;
  });
  await assert.rejects(work, /asked for more after its end/);
  assert.deepEqual(await marks(), [1]);
  let kept: typeof sql | undefined;
  await sql.begin(async (tx) => void (kept = tx as unknown as typeof sql));
  await assert.rejects(async () => await kept!`insert into marks values (3)`, /asked for more after its end/);
});

test('with locksFirst nothing is written outside the transaction, also when it cannot begin', async () => {
  await sql`insert into marks values (1)`;
  const locked = await sql.transaction(
    async (tx, last) => {
      const rows = await tx`select mark from marks for update`;
      last();
      await tx`update marks set mark = 7`;
      return rows.length;
    },
    { locksFirst: true },
  );
  assert.deepEqual([locked, await marks()], [1, [7]]);
  const unable = sql.transaction(
    async (tx) => {
      await tx`select mark from marks for update`.catch(() => {});
      await tx`update marks set mark = 8`;
    },
    { locksFirst: true, mode: 'nonsense' },
  );
  await assert.rejects(unable, (error) => sqlState(error) === '42601');
  assert.deepEqual(await marks(), [7]);
});

test('a line that has carried any of these serves the next one', async () => {
  const one = connect(await testDatabase('line'), { name: 'test', max: 1 });
  const tries = Array.from({ length: 30 }, (_, nth) =>
    one
      .transaction(
        async (tx, last) => {
          const [row] = await tx<{ nth: number }[]>`select ${nth}::int as nth`;
          if (nth % 3 === 1) throw new Error(`${nth}`);
          if (nth % 3 === 2) last();
          await tx`select ${nth}::int / ${nth % 5}::int`;
          return row!.nth;
        },
        { locksFirst: nth % 2 === 0 },
      )
      .catch((error: Error) => error.message),
  );
  const answers = await Promise.all(tries);
  assert.deepEqual(
    answers,
    answers.map((_, nth) => (nth % 3 === 1 ? `${nth}` : nth % 5 === 0 ? 'division by zero' : nth)),
  );
  await one.end();
});
