import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { testDatabase } from '@sagashop/chassis/testing';
import postgres from 'postgres';
import { DATABASES, databaseVariables } from '../../cli/src/services.ts';
import { until } from '../../cli/test/scratch.ts';
import { type WeakLine, weakLine } from '../../packages/chassis/test/weak-line.ts';
import { openTestShop } from '../journeys/test-shop.ts';
import { seeded } from '../seeded.ts';
import { shopDatabases } from '../shop-databases.ts';
import { type Load, prepare, underOrders } from './orders.ts';

const lines = new Map<string, WeakLine>();
const databases = await shopDatabases(DATABASES.filter((name) => name !== 'stock'));
const server = postgres(databases['payment']!.replace(/[^/]+$/, 'postgres'), { max: 1, onnotice: () => {} });
// Limits hold for roles that are no superusers, and tables that the role shall write to are its own.
const role = `few_${randomBytes(5).toString('hex')}`;
const stock = new URL(await testDatabase('stock'));
await server.unsafe(`create role ${role} login password '${role}'`);
await server.unsafe(`alter database "${stock.pathname.slice(1)}" owner to ${role}`);
Object.assign(stock, { username: role, password: role });
databases['stock'] = stock.href;
for (const name of DATABASES) lines.set(name, await weakLine(databases[name]!));
const urls = Object.fromEntries([...lines].map(([name, { url }]) => [name, url]));
const shop = await openTestShop({ ...databaseVariables(urls), DATABASE_POOL: '3' });
const root = postgres(databases['payment']!, { max: 1, onnotice: () => {} });
after(async () => {
  await root.end();
  await server.unsafe(`drop role if exists ${role}`);
  await server.end();
  for (const line of lines.values()) line.cut();
});
const productId = await prepare(shop);

/** Lets a fault happen while orders are placed, and proves that none is the worse for it. */
async function through(name: string, fault: (load: Load) => Promise<void>): Promise<void> {
  await underOrders(shop, { [productId]: 16 }, async (load) => {
    await load.confirmed(20);
    const began = performance.now();
    await fault(load);
    const healed = performance.now();
    await load.confirmed(20);
    const [took, back] = [healed - began, performance.now() - healed].map(Math.round);
    console.log(`# ${name}: over after ${took} ms, 20 more confirmed ${back} ms later`);
  });
}

test('connections to databases, cut in the middle of a reply, cost no order', async () => {
  const random = seeded('cut replies');
  await through('cut replies', async ({ confirmed }) => {
    for (let times = 0; times < 30; times += 1) {
      const line = lines.get(DATABASES[Math.floor(random() * DATABASES.length)]!)!;
      line.cutReplyAfter(Math.floor(random() ** 3 * 3000));
      if (times % 5 === 4) await confirmed(5);
    }
    for (const line of lines.values()) line.cutReplyAfter(Number.POSITIVE_INFINITY);
  });
});

test('a service whose every session is ended, and that gets no new one for a while, comes back', async () => {
  const name = new URL(databases['payment']!).pathname.slice(1);
  await through('no sessions', async () => {
    const allow = (wish: boolean) => server.unsafe(`alter database "${name}" allow_connections ${wish}`);
    await allow(false);
    await server`select pg_terminate_backend(pid, 20000) from pg_stat_activity
      where datname = ${name} and application_name like 'sagashop-%'`;
    await until(
      async () => (await shop.ask('GET', '/api/account', { as: shop.admin })).status === 503,
      20_000,
    );
    await allow(true);
  });
});

test('a disk that is full for one service fails its commands only, and they go on when there is room', async () => {
  await through('disk full', async ({ orders }) => {
    // What PostgreSQL says then. The real thing is in tests/long, for it takes a disk of its own.
    await root.unsafe(`
      create function full_disk() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
      create trigger full_disk before insert or update on holds for each row execute function full_disk()`);
    const order = { key: randomUUID() };
    const body = { lines: [{ productId, quantity: 1 }] };
    const headers = { prefer: 'wait=1' };
    const answer = await shop.ask('POST', '/api/orders', { as: shop.admin, key: order.key, body, headers });
    assert.equal(answer.status, 202);
    orders.push(order);
    await root.unsafe('drop trigger full_disk on holds; drop function full_disk()');
  });
});

test('a service that gets one connection, and then none, goes on slowly, waits, and is quick again', async () => {
  await through('few connections', async ({ confirmed }) => {
    const limit = async (connections: number) => {
      await server.unsafe(`alter role ${role} connection limit ${connections}`);
      await server`select pg_terminate_backend(pid, 20000) from pg_stat_activity where usename = ${role}`;
    };
    await limit(1);
    await confirmed(10);
    await limit(0);
    const stock = () => shop.ask('GET', `/api/stock/${productId}`, { as: shop.admin });
    await until(async () => (await stock()).status === 503, 20_000);
    await limit(-1);
  });
});
