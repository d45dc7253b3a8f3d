// Time and memory of the audit among many orders.
// node bench/audit.ts URL [orders]: URL is a superuser's on PostgreSQL; the script makes databases of its own
// there and drops them. It audits in a process of its own, which does nothing else.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { runAudit } from '@sagashop/audit/contract';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import pino from 'pino';
import { host } from '../cli/src/host.ts';
import { DATABASES, databaseVariables } from '../cli/src/services.ts';
import { type Databases, fillOrders } from './audit-orders.ts';

const log = pino({ level: 'warn' });

if (process.send) await audit(process.env as Record<string, string>);
else await main(process.argv[2]!, Number(process.argv[3] ?? 100_000));

async function main(server: string, count: number): Promise<void> {
  const run = randomBytes(4).toString('hex');
  const root = connect(server, { name: 'bench', max: 1 });
  const names = DATABASES.map((name) => `bench_${run}_${name}`);
  const urls = Object.fromEntries(
    DATABASES.map((name, at) => [name, Object.assign(new URL(server), { pathname: `/${names[at]}` }).href]),
  );
  try {
    for (const name of names) await root.unsafe(`create database ${name}`);
    const env = databaseVariables(urls);
    await (await host(env, log)).stop(); // makes the tables
    await fill(urls, count);
    const child = fork(import.meta.filename, { env: { ...process.env, ...env } });
    child.on('message', (line) => console.log(`${count} orders: ${line}`));
    await once(child, 'exit');
  } finally {
    for (const name of names) await root.unsafe(`drop database if exists ${name} with (force)`);
    await root.end();
  }
}

async function fill(urls: Record<string, string>, count: number): Promise<void> {
  const open = (name: string): [string, Sql] => [
    name,
    connect(urls[name]!, { name: 'bench', max: 1, settings: { transaction_timeout: '0' } }),
  ];
  const databases = Object.fromEntries(['order', 'payment', 'stock', 'delivery', 'notify'].map(open));
  await fillOrders(databases as unknown as Databases, count);
  await Promise.all(Object.values(databases).map((sql) => sql.end()));
}

async function audit(env: Record<string, string>): Promise<void> {
  const shop = await host(env, log);
  const sql = connect(env['ORDER_DATABASE_URL']!, { name: 'bench', max: 1 });
  const megabytes = (kilobytes: number) => `${Math.round(kilobytes / 1024)} MB`;
  const before = process.memoryUsage().rss / 1024;
  for (const round of ['first', 'second']) {
    const [began, cpu, postgres] = [performance.now(), process.cpuUsage(), await postgresTime(sql)];
    const report = await shop.peers.ask(runAudit, {});
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const broken = report.invariants.filter(({ ok }) => !ok).map(({ name }) => name);
    const found = report.ok ? 'PASS' : `FAIL ${broken.join('; ')}`;
    const memory = `${megabytes(before)} before, ${megabytes(process.resourceUsage().maxRSS)} at most`;
    process.send!(
      `${round} audit ${found}, ${report.orders} orders, ${seconds.toFixed(2)} s, ` +
        `${((user + system) / 1e6).toFixed(2)} s of Node and ${((await postgresTime(sql)) - postgres).toFixed(2)} s of ` +
        `PostgreSQL on a processor, resident ${memory}`,
    );
  }
  await shop.stop();
  await sql.end();
  process.disconnect();
}

/** Seconds that the services' connections have been on a processor, where /proc tells it; parallel workers are not seen. */
async function postgresTime(sql: Sql): Promise<number> {
  const rows = await sql`select pid from pg_stat_activity
    where regexp_substr(datname, '^bench_[^_]*') = regexp_substr(current_database(), '^bench_[^_]*')`;
  let nanoseconds = 0;
  for (const { pid } of rows)
    nanoseconds += Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);
  return nanoseconds / 1e9;
}
