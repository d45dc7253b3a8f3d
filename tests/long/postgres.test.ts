import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { type Load, prepare, underOrders } from '../faults/orders.ts';
import { ownPostgres } from '../faults/own-postgres.ts';
import { openTestShop } from '../journeys/test-shop.ts';
import { seeded } from '../seeded.ts';

const server = await ownPostgres({ max_connections: 40 });
const shop = await openTestShop({ DATABASE_POOL: '4' });
server.endLast();
const productId = await prepare(shop);
const random = seeded('PostgreSQL');

const admin = () => postgres(server.url, { max: 1, onnotice: () => {}, fetch_types: false });
const ours = `application_name like 'sagashop-%'`;

/** Lets a fault happen some times under orders, and proves the shop whole. */
async function through(name: string, times: number, fault: (load: Load) => Promise<void>): Promise<void> {
  await underOrders(shop, { [productId]: 32 }, async (load) => {
    for (let nth = 0; nth < times; nth += 1) {
      await load.confirmed(1 + Math.floor(random() * 150));
      const began = performance.now();
      await fault(load);
      const over = performance.now();
      await load.confirmed(50);
      const [took, back] = [over - began, performance.now() - over].map(Math.round);
      console.log(`# ${name}: over after ${took} ms, 50 more orders ${back} ms later`);
    }
  });
}

test('PostgreSQL stopped at once, again and again, costs no order', () =>
  through('immediate stop', 5, () => server.crash()));

test('a session of PostgreSQL killed, and with it all others, costs no order', () =>
  through('killed session', 5, async () => {
    const sql = admin();
    const [row] = await sql.unsafe(
      `select pid from pg_stat_activity where ${ours} order by random() limit 1`,
    );
    process.kill(Number(row!['pid']), 'SIGKILL');
    await sql.end({ timeout: 0 }).catch(() => {});
  }));

test('a PostgreSQL whose sessions are frozen for a while costs no order', () =>
  through('frozen sessions', 2, async () => {
    const sql = admin();
    const rows = await sql.unsafe(`select pid from pg_stat_activity where ${ours}`);
    await sql.end();
    const pids = rows.map(({ pid }) => Number(pid));
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    // It is the fault that takes so long.
    await sleep(3000);
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }));

test('a PostgreSQL with no connections left for a while costs no order', () =>
  through('no connections', 3, async ({ confirmed }) => {
    const sql = admin();
    const held: postgres.Sql[] = [];
    const hold = async () => {
      const one = postgres(server.url, { max: 1, idle_timeout: 0, onnotice: () => {}, fetch_types: false });
      const got = await one`select 1`.then(
        () => true,
        () => false,
      );
      if (got) held.push(one);
      else await one.end({ timeout: 0 });
      return got;
    };
    await sql.unsafe(`select pg_terminate_backend(pid) from pg_stat_activity where ${ours}`);
    while (await hold());
    await Promise.all(held.splice(0, held.length - 3).map((one) => one.end()));
    await confirmed(5);
    await Promise.all([sql, ...held].map((one) => one.end()));
  }));
