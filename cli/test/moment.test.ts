import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connect } from '@sagashop/chassis/postgres/connect';
import { MIGRATING, migrate } from '@sagashop/chassis/postgres/migrate';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { testDatabase } from '@sagashop/chassis/testing';
import { letGo, openMoment } from '../src/backup/moment.ts';
import { until } from './scratch.ts';

async function databases() {
  const urls = { order: await testDatabase('moment_order'), payment: await testDatabase('moment_payment') };
  const [order, payment] = [
    connect(urls.order, { name: 'test', max: 4 }),
    connect(urls.payment, { name: 'test', max: 4 }),
  ];
  await order.unsafe('create table sagas (id int)');
  await payment.unsafe('create table holds (id int)');
  return { urls, order, payment, end: () => Promise.all([order.end(), payment.end()]) };
}

const waitsForLock = async (sql: Sql) => {
  const waiting = await sql`
    select from pg_locks join pg_class on pg_class.oid = relation where relname = 'sagas' and not granted`;
  return waiting.count > 0;
};

test('what a database knows by its copy has its cause in the copy of the one that caused it', async (t) => {
  const { urls, order, payment, end } = await databases();
  t.after(end);
  let running = true;
  let id = 0;
  // As a saga does: the order is committed, then its participant acts, then the end is committed.
  const saga = async () => {
    while (running) {
      const mine = ++id;
      await order`insert into sagas values (${mine})`;
      await payment`insert into holds values (${mine})`;
      await order`insert into sagas values (${-mine})`;
    }
  };
  const sagas = Promise.all(Array.from({ length: 4 }, saga));
  for (let round = 0; round < 10; round++) {
    const { databases: frozen, close } = await openMoment(urls);
    const ids = new Map<string, number[]>();
    for (const { name, session } of frozen) {
      const rows = await session.unsafe<{ id: number }[]>(
        `select id from ${name === 'order' ? 'sagas' : 'holds'}`,
      );
      ids.set(
        name,
        rows.map((row) => row.id),
      );
    }
    const [known, held] = [new Set(ids.get('order')), new Set(ids.get('payment'))];
    for (const one of held) assert.ok(known.has(one), `${one} is held, and nobody asked for it`);
    for (const one of known) if (one < 0) assert.ok(held.has(-one), `${-one} has ended, and was never held`);
    await close();
  }
  running = false;
  await sagas;
  assert.ok(id > 10);
});

test('a table that somebody writes for long is asked for again, and other writers never fail', async (t) => {
  const { urls, order, end } = await databases();
  t.after(end);
  const long = await order.reserve();
  await long.unsafe('begin');
  await long.unsafe('insert into sagas values (1)');
  const opened = openMoment(urls);
  await until(() => waitsForLock(order));
  // Behind the one that waits, until that gives up.
  await order`insert into sagas values (2)`;
  await until(() => waitsForLock(order));
  await long.unsafe('commit');
  long.release();
  const { databases: frozen, close } = await opened;
  const rows = await frozen[0]!.session`select id from sagas order by id`;
  assert.deepEqual(
    [...rows].map((row) => row['id']),
    [1, 2],
  );
  await close();
});

test('whoever opens a moment and dies lets the writers go on', async (t) => {
  const { urls, order, end } = await databases();
  t.after(end);
  const { spawn } = await import('node:child_process');
  const module = fileURLToPath(new URL('../src/backup/moment.ts', import.meta.url));
  const script = `const { openMoment } = await import(${JSON.stringify(module)});
    await openMoment(${JSON.stringify(urls)}); console.log('open'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await order`insert into sagas values (1)`;
  child.kill('SIGKILL');
  await until(async () => {
    const left =
      await order`select from pg_stat_activity where application_name = 'sagashop-copy-order' and datname = current_database()`;
    return left.count === 0;
  });
});

const MIGRATIONS = new URL('../../services/notify/migrations/', import.meta.url);

test('no moment is opened while a database is brought up to date, and nothing of the try is left', async (t) => {
  const { urls, order, payment, end } = await databases();
  t.after(end);
  const other = await payment.reserve();
  await other`select pg_advisory_lock(${MIGRATING})`;
  await assert.rejects(openMoment(urls), /database of payment is being brought up to date\. Try again/);
  await other`select pg_advisory_unlock(${MIGRATING})`;
  other.release();
  const exclusive = await order.reserve();
  await until(async () => (await exclusive`select pg_try_advisory_lock(${MIGRATING}) as ours`)[0]!['ours']);
  exclusive.release();
});

test('while a database is copied what is up to date opens, and what is not waits until it is let go', async (t) => {
  const { urls, order, payment, end } = await databases();
  t.after(end);
  const known = await migrate(payment, MIGRATIONS);
  const { databases: frozen, close } = await openMoment(urls);
  t.after(close);
  assert.deepEqual(await migrate(payment, MIGRATIONS), []);

  const ended: string[] = [];
  const migrated = migrate(order, MIGRATIONS).finally(() => ended.push('migration'));
  const asking = () => order`
    select from pg_stat_activity where datname = current_database() and query like 'select pg_try_advisory_lock(%'`;
  await until(async () => (await asking()).count > 0);
  ended.push('copy');
  await letGo(frozen[0]!);
  assert.deepEqual(await migrated, known);
  assert.deepEqual(ended, ['copy', 'migration']);
  await order.begin((tx) => tx`lock table sagas in access exclusive mode nowait`);
});
