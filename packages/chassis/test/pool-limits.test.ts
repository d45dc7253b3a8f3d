import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { connect } from '../src/postgres/connect.ts';
import { testDatabase } from '../src/testing.ts';
import { isAway, worksAgain } from './pool-works.ts';
import { weakLine } from './weak-line.ts';

const line = await weakLine(await testDatabase('limits'));
after(line.cut);
afterEach(line.thaw);
const codeOf = (code: string) => (error: unknown) =>
  isAway(error) && (error as { code?: string }).code === code;
/** PostgreSQL's own limit, and what the pool waits beyond it. */
const [settings, times] = [{ transaction_timeout: '500' }, { connect: 800, answer: 300 }];

test('queries, transactions and new connections on a frozen line end by themselves, and work when it thaws', async () => {
  const sql = connect(line.url, { name: 'frozen', max: 2, settings, times });
  after(() => sql.end({ timeout: 0 }));
  await worksAgain(sql);
  line.freeze();
  const alone = () => sql.begin((tx) => tx`select 1`);
  for (let round = 0; round < 2; round += 1) {
    const asked = [sql`select 1`, sql`select 1`, alone(), alone(), alone()];
    await Promise.all(asked.map((one) => assert.rejects(one, isAway)));
  }
  line.thaw();
  await worksAgain(sql);
});

test('a frozen session is given up, and another one takes its place', async () => {
  const sql = connect(line.url, { name: 'stopped', max: 1, settings, times });
  after(() => sql.end({ timeout: 0 }));
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  process.kill(row!.pid, 'SIGSTOP');
  try {
    await assert.rejects(sql`select 1`, codeOf('CONNECTION_TIMEOUT'));
    await worksAgain(sql);
  } finally {
    process.kill(row!.pid, 'SIGCONT');
  }
});

test('who waits too long for a pool whose connections are all held is told so, and the holder goes on', async () => {
  const sql = connect(line.url, { name: 'held', max: 1, times: { wait: 200 } });
  after(() => sql.end());
  const held = await sql.reserve();
  await assert.rejects(sql`select 1`, codeOf('CONNECTION_POOL_FULL'));
  await assert.rejects(
    sql.begin((tx) => tx`select 1`),
    codeOf('CONNECTION_POOL_FULL'),
  );
  assert.equal((await held`select 2 as two`)[0]!['two'], 2);
  held.release();
  assert.equal((await sql`select 3 as three`)[0]!['three'], 3);
});

test('a held connection that is lost rejects what its holder asks, and is replaced', async () => {
  const sql = connect(line.url, { name: 'lost', max: 1 });
  after(() => sql.end());
  const held = await sql.reserve();
  await assert.rejects(held`select pg_terminate_backend(pg_backend_pid()), pg_sleep(5)`, isAway);
  await assert.rejects(held`select 1`, isAway);
  held.release();
  assert.equal((await sql`select 2 as two`)[0]!['two'], 2);
});

test('ending a pool waits for what is under way, takes nothing new, and has a time limit', async () => {
  const sql = connect(line.url, { name: 'ended', max: 1 });
  const under = sql.begin((tx) => tx`select pg_sleep(0.1), 1 as one`);
  const waiting = sql`select 2 as two`.execute();
  const ended = sql.end();
  await assert.rejects(sql`select 3`, codeOf('CONNECTION_ENDED'));
  assert.equal((await under)[0]!['one'], 1);
  assert.equal((await waiting)[0]!['two'], 2);
  await ended;

  const stuck = connect(line.url, { name: 'stuck', max: 1 });
  const asleep = assert.rejects(stuck`select pg_sleep(9)`, isAway);
  await stuck.end({ timeout: 0.05 });
  await asleep;
});
