import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, afterEach, test } from 'node:test';
import { type ConnectOptions, connect } from '../src/postgres/connect.ts';
import type { Sql } from '../src/postgres/sql.ts';
import { sqlState } from '../src/postgres/sql-state.ts';
import { testDatabase } from '../src/testing.ts';
import { isAway, works, worksAgain } from './pool-works.ts';
import { weakLine } from './weak-line.ts';

const database = await testDatabase('faults');
const line = await weakLine(database);
after(line.cut);
const root = connect(database, { name: 'root', max: 1 });
after(() => root.end());
await root`create table kept (id int primary key)`;

const pools: Sql[] = [];
/** A pool by the weak line, with times short enough for tests. */
function open(options: Partial<ConnectOptions> = {}): Sql {
  const sql = connect(line.url, { name: 'weak', max: 3, times: { connect: 2000 }, ...options });
  pools.push(sql);
  return sql;
}
afterEach(async () => {
  line.thaw();
  line.aim(Number(new URL(database).port));
  for (const sql of pools.splice(0)) await sql.end({ timeout: 1 });
  await root`truncate kept`;
});

const kept = async () => (await root<{ id: number }[]>`select id from kept order by id`).map(({ id }) => id);
const pidOf = async (sql: Pick<Sql, 'unsafe'>) =>
  Number((await sql.unsafe('select pg_backend_pid() as pid'))[0]!['pid']);
const kill = (pid: number) => root`select pg_terminate_backend(${pid}, 20000)`;

test('a session that is ended while nobody uses it is not noticed', async () => {
  const sql = open();
  await works(sql);
  const pids = await root`select pid from pg_stat_activity where application_name = 'weak'`;
  assert.ok(pids.length > 0);
  for (const { pid } of pids) await kill(pid);
  await worksAgain(sql);
});

test('a session that is ended in the middle of a query rejects that query, and the next ones work', async () => {
  const sql = open();
  await works(sql);
  const asked = assert.rejects(sql`select pg_terminate_backend(pg_backend_pid()), pg_sleep(5)`, isAway);
  const before = assert.rejects(sql`select pg_terminate_backend(pg_backend_pid()), pg_sleep(5)`, isAway);
  await Promise.all([asked, before]);
  await worksAgain(sql);
});

test('a transaction whose session is ended between two statements is rejected, and is not there', async () => {
  const sql = open({ max: 1 });
  for (const patient of [false, true]) {
    const work = sql.begin(async (tx) => {
      await tx`insert into kept values (1)`;
      await kill(await pidOf(tx));
      // Another connection may have taken the place of this one: nothing of the transaction may go there.
      if (patient) await worksAgain(sql);
      await tx`insert into kept values (2)`.catch(() => {});
      await tx`insert into kept values (3)`;
    });
    await assert.rejects(work, isAway);
    await worksAgain(sql);
    assert.deepEqual(await kept(), []);
  }
});

test('a transaction that goes on after its connection is lost ends no process and changes nothing', async () => {
  const sql = open({ max: 1 });
  const over = Promise.withResolvers<void>();
  const work = sql.begin(async (tx) => {
    await tx`insert into kept values (1)`;
    await kill(await pidOf(tx));
    try {
      for (let id = 2; id < 50; id += 1) {
        await tx`insert into kept values (${id})`.catch(() => {});
        await new Promise((resolve) => setImmediate(resolve));
      }
      throw new Error('to be rolled back');
    } finally {
      over.resolve();
    }
  });
  await assert.rejects(work, isAway);
  await works(sql);
  await over.promise;
  await works(sql);
  assert.deepEqual(await kept(), []);
});

test('a transaction whose COMMIT gets no answer is rejected, and is there whole', async () => {
  const sql = open({ max: 1 });
  const commit = sql.begin(async (tx) => {
    await tx`insert into kept values (1)`;
    await tx`insert into kept values (2)`;
    line.cutReplyAfter(0);
  });
  await assert.rejects(commit, isAway);
  await worksAgain(sql);
  assert.deepEqual(await kept(), [1, 2]);
});

test('a database that takes no connections for a while is away, under load too, and then back', async () => {
  const sql = open();
  const name = new URL(database).pathname.slice(1);
  const server = connect(database.replace(name, 'postgres'), { name: 'server', max: 1 });
  pools.push(server);
  const allow = (wish: boolean) => server.unsafe(`alter database "${name}" allow_connections ${wish}`);
  const done: number[] = [];
  let id = 0;
  let stop = false;
  const work = async () => {
    while (!stop) {
      const mine = ++id;
      const insert = sql.begin(async (tx) => {
        await tx`insert into kept values (${mine})`;
        const [row] = await tx<{ n: number }[]>`select ${mine}::int as n`;
        assert.equal(row!.n, mine);
      });
      await insert.then(() => done.push(mine), isAway);
      await sql`select ${mine}::int as n`.then(([row]) => assert.equal(row!['n'], mine), isAway);
    }
  };
  const all = Promise.all(Array.from({ length: 20 }, work));
  for (let times = 0; times < 3; times += 1) {
    const before = done.length;
    while (done.length < before + 100) await new Promise((resolve) => setTimeout(resolve, 5));
    await allow(false);
    await server`select pg_terminate_backend(pid, 20000) from pg_stat_activity
      where datname = ${name} and application_name = 'weak'`;
    await assert.rejects(sql`select 1`, isAway);
    await allow(true);
  }
  await worksAgain(sql);
  stop = true;
  await all;
  const there = new Set(await kept());
  for (const mine of done) assert.ok(there.has(mine), `${mine} was committed and is not there`);
});

test('a connection cut at any byte of what the server says answers wrongly to nobody', async () => {
  const sql = open({ max: 2 });
  let cut = 0;
  // A conversation on new connections is some 3,000 bytes long: settings, descriptions, rows, ends.
  for (let bytes = 0; bytes < 3000; bytes += 1 + ((bytes * 7) % 131)) {
    line.cutReplyAfter(bytes);
    await works(sql).catch((error) => {
      cut += Number(isAway(error));
    });
    line.cutReplyAfter(Number.POSITIVE_INFINITY);
    await worksAgain(sql);
  }
  assert.ok(cut > 10, `${cut}`);
});

test('refused connections are told at once to those who wait, and tried again', async () => {
  const sql = open();
  await works(sql);
  line.cut();
  for (let times = 0; times < 4; times += 1) await assert.rejects(sql`select 1`, isAway);
  await assert.rejects(
    sql.begin((tx) => tx`select 1`),
    isAway,
  );
  await line.join();
  await worksAgain(sql);
});

test('a server that accepts and closes at once is not asked without a pause', async () => {
  let accepted = 0;
  const closing = createServer((socket) => {
    accepted += 1;
    socket.end();
  }).listen(0, '127.0.0.1');
  after(() => closing.close());
  await new Promise((resolve) => closing.once('listening', resolve));
  const { port } = closing.address() as { port: number };
  line.aim(port);
  const sql = open();
  for (let times = 0; times < 5; times += 1) await assert.rejects(sql`select 1`, isAway);
  line.aim(Number(new URL(database).port));
  assert.ok(accepted <= 10, `${accepted}`);
  await worksAgain(sql);
});

test('with too few connections on the server those that there are serve all', async () => {
  const role = `few_${process.pid}`;
  await root.unsafe(`create role ${role} login password '${role}' connection limit 2`);
  const url = new URL(line.url);
  url.username = role;
  url.password = role;
  const sql = connect(url.href, { name: 'few', max: 6 });
  const other = connect(url.href, { name: 'few', max: 2 });
  pools.push(sql, other);
  const [held, free] = await Promise.all([other.reserve(), other.reserve()]);
  await assert.rejects(sql`select 1`, (error) => sqlState(error) === '53300' && isAway(error));
  free.release();
  await other.end({ timeout: 0 });
  held.release();
  await worksAgain(sql);
  await Promise.all(Array.from({ length: 20 }, () => works(sql)));
  await sql.end();
  await root.unsafe(`drop role ${role}`);
});
