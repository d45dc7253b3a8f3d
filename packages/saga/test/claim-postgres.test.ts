import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { ClaimRequest } from '../src/log.ts';
import { done } from '../src/message.ts';
import { createRunner } from '../src/run.ts';
import { anOrder, placeOrder } from './example.ts';
import { confirm, confirming, itemFor, openOrders } from './orders-database.ts';

const { sql, logOf, started, rowOf, close } = await openOrders();
after(close);
beforeEach(() => sql`truncate sagas, orders`);

const DEFINITIONS = [{ name: 'place-order', version: 1 }];
const everything: ClaimRequest = { runner: 0, definitions: DEFINITIONS, limit: 500, except: [] };

test('claiming raises versions, in portions, and leaves out what is ended, excepted, or of another version', async () => {
  const rows = await started(5);
  const log = logOf();
  await log.save(itemFor(rows[0]!, { ended: 'completed' }));
  await sql`update sagas set definition_version = 2 where id = ${rows[1]!.id}`;
  const request = { ...everything, limit: 2, except: [rows[2]!.id] };
  const first = await log.claim({ ...request, limit: 1 });
  assert.deepEqual([first.rows.length, first.left], [1, true]);
  const except = [...request.except, ...first.rows.map((row) => row.id)];
  const second = await log.claim({ ...request, except });
  assert.deepEqual([second.rows.length, second.left], [1, false]);
  const claimed = [...first.rows, ...second.rows];
  assert.deepEqual(new Set(claimed.map((row) => row.id)), new Set([rows[3]!.id, rows[4]!.id]));
  const [one] = claimed;
  assert.deepEqual([one!.version, one!.definition, one!.definitionVersion], [2, 'place-order', 1]);
  assert.ok(one!.remaining > 0 && one!.remaining <= 30_000 && one!.deadline - one!.startedAt === 30_000);
  assert.deepEqual(one!.state, rows[3]!.state);
  assert.equal(await log.save(itemFor(rows[3]!)), 'lost');
});

test('claiming passes by what another transaction has locked, and finds it later', async () => {
  const [row] = await started(1);
  const log = logOf();
  await sql.begin(async (tx) => {
    await tx`select from sagas where id = ${row!.id} for update`;
    const claimed = await log.claim(everything);
    assert.deepEqual(claimed, { rows: [], left: false });
  });
  assert.equal((await log.claim(everything)).rows.length, 1);
});

test('an old and a new run of one saga may meet in a batch: only the new one counts', async () => {
  const [row] = await started(1);
  const { rows } = await logOf().claim(everything);
  const log = logOf();
  const saved = await Promise.all([log.save(confirming(rows[0]!)), log.save(itemFor(row!, { stage: 7 }))]);
  assert.equal(saved[1], 'lost');
  assert.equal((await rowOf(row!)).data.stage, 3);
});

test('two runners that claim at once never get the same saga under one version', async () => {
  await started(40);
  const logs = [logOf(), logOf()];
  const claimed = await Promise.all(logs.map((log) => log.claim(everything)));
  const runs = claimed.flatMap(({ rows }) => rows.map((row) => `${row.id} ${row.version}`));
  assert.equal(new Set(runs).size, runs.length);
});

test('saves and claims in parallel, in any order of orders, never deadlock', async () => {
  const rows = await started(60);
  const logs = Array.from({ length: 4 }, () => logOf());
  for (let round = 0; round < 10; round++) {
    await Promise.all(
      logs.flatMap((log, index) => {
        const shuffled = index % 2 === 0 ? rows : rows.toReversed();
        return shuffled.map((row, at) => log.save(at % 3 === 0 ? confirming(row) : itemFor(row)));
      }),
    );
  }
  const [state] = await sql`select deadlocks from pg_stat_database where datname = current_database()`;
  assert.equal(Number(state!['deadlocks']), 0);
});

test('a runner on the real log: orders go through, one is refused, and another runner ends what the first left', async () => {
  const rows = await started(30, (index) => ({ ...anOrder, total: index === 7 ? 5_000 : 1 }));
  const ended = new Set<string>();
  let all = () => {};
  const finished = new Promise<void>((resolve) => {
    all = resolve;
  });
  const log = logOf({ confirm, cancel: async (_tx, items) => items.map(() => done()) });
  const runnerOf = (silent: boolean) =>
    createRunner({
      definitions: [placeOrder],
      log,
      transport: { send: () => (silent ? new Promise(() => {}) : Promise.resolve(done({ date: 'd' }))) },
      observe: { ended: (saga) => void (ended.add(saga.id).size === rows.length && all()) },
    });
  const dead = runnerOf(true);
  for (const row of rows.slice(0, 10)) dead.start(row);
  await dead.stop();
  const runner = runnerOf(false);
  assert.equal(await runner.resume(), 30);
  for (const row of rows) runner.start(row);
  await finished;
  const outcomes =
    await sql`select outcome, count(*)::int as n from sagas where ended_at is not null group by 1 order by 1`;
  assert.deepEqual(
    outcomes.map((row) => [row['outcome'], row['n']]),
    [
      ['completed', 29],
      ['refused', 1],
    ],
  );
  await runner.stop();
});
