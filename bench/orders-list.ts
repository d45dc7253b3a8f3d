import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApp } from '@sagashop/chassis/http/create-app';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import type { Peers } from '@sagashop/chassis/service/calls';
import { openOrder } from '@sagashop/order/app';
import pino from 'pino';
import { SORTS, WISHES } from './list-wishes.ts';
import type { Around } from './rounds.ts';
import { writeListedOrders } from './rows/listed-orders.ts';
import { openDatabase, type Sql } from './site/databases.ts';
import { openSite } from './site/site.ts';

const FEW_PRODUCTS = 1000; // in the catalogue, which nothing here looks at
const KEYS = 300; // orders that are read by key
const STAFF = { userId: 'dddddddd-0000-4000-8000-000000000000', roles: ['owner'], isAdmin: true };

interface Taken {
  p50: number;
  p95: number;
  most: number;
}

/** What was measured of the list: of each wish over all sorts and pages, of counts, and of reads by key, in ms. */
interface Measured {
  orders: number;
  wishes: Record<string, Taken & { worst: string }>;
  lists: Taken;
  counts: Taken;
  byKey: Taken;
}

/** Fills a shop with orders and asks for its list in every way; prints a table and writes it as JSON into `out`. */
export async function measureOrdersList(
  { orders, rounds, out }: { orders: number; rounds: number; out: string },
  { progress, signal }: Around,
): Promise<void> {
  const site = await openSite({ products: FEW_PRODUCTS, progress, signal });
  const sql = openDatabase(site.ground.databases['order']!, 1);
  try {
    const shop = await openList(site.ground.env);
    try {
      await writeListedOrders(sql, orders, (done) => progress.update('writing orders', done, orders));
      await shop.start();
      await untilListed(sql, {
        orders,
        signal,
        told: (done) => progress.update('listing them', done, orders),
      });
      const measured = await measureAll(shop.url, { orders, rounds, signal, say: progress.say });
      print(measured);
      mkdirSync(out, { recursive: true });
      const file = join(out, `${new Date().toISOString().slice(0, 10)}-orders-list-${orders}.json`);
      writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
      process.stdout.write(`${file}\n`);
    } finally {
      await shop.stop();
    }
  } finally {
    await sql.end({ timeout: 1 });
    await site.close();
  }
}

/** The order service alone, asked by an owner. */
async function openList(env: Record<string, string | undefined>) {
  const away = () => Promise.reject(new Error('nobody else is here'));
  const peers = { send: away, ask: away, publish: async () => {} } as unknown as Peers;
  const context = { env, peers, log: pino({ level: 'error' }), metrics: createMetrics() };
  const service = await openOrder(context);
  const app = createApp(context);
  app.addHook('onRequest', async (request) => {
    request.identity = {
      ...STAFF,
      username: 'bench',
      language: 'en',
      email: 'bench@load.invalid',
      name: 'Bench',
    };
  });
  service.routes(app);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const stop = async () => {
    await app.close();
    await service.stop();
  };
  return { url, start: () => service.start(), stop };
}

async function untilListed(
  sql: Sql,
  { orders, signal, told }: { orders: number; signal: AbortSignal; told: (done: number) => void },
): Promise<void> {
  for (;;) {
    const [row] = await sql<{ whole: boolean; many: string }[]>`
      select coalesce(bool_or(whole), false) as whole,
        (select greatest(reltuples, 0)::bigint from pg_class where relname = 'order_list') as many
      from order_list_progress`;
    if (row!.whole) break;
    told(Math.min(orders, Number(row!.many)));
    await sleep(1000, undefined, { signal });
  }
  await sql`vacuum (analyze) order_list, order_people`;
}

async function measureAll(
  url: string,
  {
    orders,
    rounds,
    signal,
    say,
  }: { orders: number; rounds: number; signal: AbortSignal; say: (text: string) => void },
): Promise<Measured> {
  const taken = new Map<string, { ms: number; sort: string }[]>();
  const counts: number[] = [];
  const ids: string[] = [];
  const byKey: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
    for (const [name, wish] of Object.entries(WISHES)) {
      signal.throwIfAborted();
      const found = await askInAllSorts(url, wish, ids);
      const counted = await ask(`${url}/api/orders?${wish}&count=true&limit=1`);
      if (round === 0) continue;
      counts.push(counted.ms);
      taken.set(name, [...(taken.get(name) ?? []), ...found]);
    }
    for (let nth = 0; nth < KEYS / rounds && round > 0; nth += 1) {
      const id = ids[Math.floor(Math.random() * ids.length)]!;
      byKey.push((await ask(`${url}/api/orders/${id}`)).ms);
    }
  }
  const wishes = Object.fromEntries(
    [...taken].map(([name, found]) => {
      const worst = found.toSorted((a, b) => b.ms - a.ms)[0]!.sort;
      return [name, { ...quantiles(found.map(({ ms }) => ms)), worst }];
    }),
  );
  const lists = quantiles([...taken.values()].flat().map(({ ms }) => ms));
  return { orders, wishes, lists, counts: quantiles(counts), byKey: quantiles(byKey) };
}

/** The first two pages of a wish, in each sort; notes the ids that were found. */
async function askInAllSorts(url: string, wish: string, ids: string[]) {
  const found: { ms: number; sort: string }[] = [];
  for (const sort of SORTS) {
    const query = new URLSearchParams(wish);
    query.set('sort', sort);
    query.set('limit', '50');
    const first = await ask(`${url}/api/orders?${query}`);
    found.push({ ms: first.ms, sort });
    ids.push(...first.body.items.map(({ id }) => id));
    if (!first.body.nextCursor) continue;
    query.set('cursor', first.body.nextCursor);
    found.push({ ms: (await ask(`${url}/api/orders?${query}`)).ms, sort });
  }
  return found;
}

async function ask(url: string) {
  const since = performance.now();
  const answer = await fetch(url);
  const body = (await answer.json()) as { items: { id: string }[]; nextCursor: string | null };
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${JSON.stringify(body)}`);
  return { ms: performance.now() - since, body };
}

function quantiles(ms: readonly number[]): Taken {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(10 * (sorted[Math.ceil(share * sorted.length) - 1] ?? 0)) / 10;
  return { p50: at(0.5), p95: at(0.95), most: at(1) };
}

function print({ orders, wishes, lists, counts, byKey }: Measured): void {
  const line = (name: string, { p50, p95, most }: Taken, more = '') =>
    `${name.padEnd(24)}${[p50, p95, most].map((ms) => ms.toFixed(1).padStart(9)).join('')}  ${more}\n`;
  const out = process.stdout;
  out.write(
    `\n${orders} orders, ms${'P50'.padStart(33 - 4 - String(orders).length - 6)}      P95     most\n`,
  );
  for (const [name, taken] of Object.entries(wishes)) out.write(line(name, taken, taken.worst));
  out.write(line('all lists', lists));
  out.write(line('all counts', counts));
  out.write(line('an order by its key', byKey));
  out.write(`lists to reads by key, P95: ${(lists.p95 / byKey.p95).toFixed(1)}\n`);
}
