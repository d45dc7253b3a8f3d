// Processor time of a search among many products, and of reading the same products by their ids.
// node bench/search.ts URL [products]: URL is a superuser's on PostgreSQL on this machine (Linux); the script
// makes a database of its own there and drops it.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openCatalog } from '@sagashop/catalog/app';
import { createApp } from '@sagashop/chassis/http/create-app';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import { ints, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { newId } from '@sagashop/kernel/ids';
import pino from 'pino';
import { makeProducts } from './products.ts';

const TIMES = 100;
const SEARCHES = [
  ...['plush hedgehog', 'чайник', 'teapot', 'зелёный чайник', 'чайники', 'warm', 'verolzen'],
  ...['чайнк', 'чайнек', 'teapto', 'ежык', 'велосипде', 'кастрюуля', 'bicycel', 'чайн', 'crimson scarf'],
  ...['warm red', 'warm red teapot', 'тёплый красный чайник', 'scarf', 'k99499', 'те', 'serves', 'zarmqq'],
  ...['crimson scraf', 'красный чайнк', 'verolzen teapot', 'teapot -red', '"warm red"', 'чайник велосипед'],
];
const MORE = [
  ...[
    'search=teapot&sort=price',
    'search=teapot&sort=name',
    'search=bicycle&sort=price',
    'search=bicycle&sort=name',
  ],
  ...['search=warm&sort=price', 'search=warm&sort=name', 'search=warm&category=made-toys'],
  ...[
    'search=warm&minPrice=1000000&maxPrice=1500000',
    'search=teapot&category=made-toys',
    'search=teapot&facets=true',
  ],
  ...['', 'sort=price', 'sort=-price', 'sort=name', 'category=made-clothes&sort=name', 'facets=true'],
];

interface Product {
  id: string;
  name: string;
}

if (process.send) await ask();
else await main(process.argv[2]!, Number(process.argv[3] ?? 100_000));

/** In a process of its own: asks for a path again and again, and tells what the last answer was. */
async function ask(): Promise<void> {
  process.on('message', async ({ url, times }: { url: string; times: number }) => {
    let body: unknown;
    for (let n = 0; n < times; n += 1) body = await (await fetch(url)).json();
    process.send!(body as object);
  });
}

async function main(server: string, count: number): Promise<void> {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  const root = connect(server, { name: 'bench', max: 1 });
  await root.unsafe(`create database ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  try {
    await measureOn(url, count);
  } finally {
    await root.unsafe(`drop database ${name} with (force)`);
    await root.end();
  }
}

async function measureOn(url: string, count: number): Promise<void> {
  const peers = { ask: async () => ({}) } as unknown as Peers;
  const env = { CATALOG_DATABASE_URL: url };
  const context = { env, peers, log: pino({ level: 'warn' }), metrics: createMetrics() };
  const sql = connect(url, { name: 'bench', max: 1, settings: { transaction_timeout: '0' } });
  await fill(sql, count);
  const started = performance.now();
  const catalog = await openCatalog(context);
  console.error(`migrating ${count} products took ${Math.round(performance.now() - started)} ms`);
  await sql`vacuum analyze`;

  const app = createApp(context);
  catalog.routes(app);
  app.get('/by-id', async (request) => {
    const rows = await sql`
      select p.id, p.name_en, p.description_en, p.price, p.availability, p.picture, p.category_id, c.slug,
        c.name_en as category from products p join categories c on c.id = p.category_id
      where p.id = any(${uuids(String((request.query as { ids: string }).ids).split(','))}::uuid[])
        and p.archived_at is null`;
    return { items: rows.map((row) => ({ ...row })) };
  });
  const at = await app.listen({ port: 0, host: '127.0.0.1' });
  const client = fork(import.meta.filename);
  const read = (path: string, times: number) =>
    new Promise<{ items: Product[] }>((resolve) => {
      client.once('message', (body) => resolve(body as { items: Product[] }));
      client.send({ url: at + path, times });
    });
  const backends = async () =>
    (await sql`select pid from pg_stat_activity where datname = current_database()`).map((row) => row['pid']);
  await report(read, backends);
  client.kill();
  await app.close();
  await catalog.stop();
  await sql.end();
}

/** Makes the catalogue of the first release, so that what came later is built on many products. */
async function fill(sql: Sql, count: number): Promise<void> {
  const migrations = new URL('../services/catalog/migrations/', import.meta.url);
  await sql.unsafe(readFileSync(new URL('0001-catalog.sql', migrations), 'utf8'));
  await sql`create table schema_migrations (name text primary key, applied_at timestamptz default now())`;
  await sql`insert into schema_migrations (name) values ('0001-catalog.sql')`;
  const { categories, products } = makeProducts(count);
  const ids = new Map(categories.map(({ slug }) => [slug, newId()]));
  for (const { slug, name } of categories)
    await sql`insert into categories (id, slug, name_en, name_ru)
      values (${ids.get(slug)!}, ${slug}, ${name.en}, ${name.ru})`;
  for (let from = 0; from < count; from += 1000) {
    const some = products.slice(from, from + 1000);
    await sql`
      insert into products (id, category_id, name_en, name_ru, description_en, description_ru, price)
      select * from unnest(${uuids(some.map(() => newId()))}::uuid[],
        ${uuids(some.map((one) => ids.get(one.categorySlug)!))}::uuid[],
        ${texts(some.map((one) => one.name.en))}::text[], ${texts(some.map((one) => one.name.ru))}::text[],
        ${texts(some.map((one) => one.description.en))}::text[],
        ${texts(some.map((one) => one.description.ru))}::text[],
        ${ints(some.map((one) => one.price))}::bigint[])`;
  }
}

type Read = (path: string, times: number) => Promise<{ items: Product[] }>;

async function report(read: Read, backends: () => Promise<number[]>): Promise<void> {
  const cost = async (path: string) => {
    await read(path, 20);
    const pids = await backends();
    const before = [process.cpuUsage(), pids.map(onProcessor)] as const;
    const { items } = await read(path, TIMES);
    const node = process.cpuUsage(before[0]);
    const postgres = pids.reduce((sum, pid, n) => sum + onProcessor(pid) - before[1][n]!, 0);
    return { items, node: (node.user + node.system) / 1000 / TIMES, postgres: postgres / 1e6 / TIMES };
  };
  const rows: {
    search: string;
    found: number;
    first: string;
    search_ms: number;
    by_id_ms: number;
    ratio: number;
  }[] = [];
  const asked = [...SEARCHES.map((search) => `search=${encodeURIComponent(search)}`), ...MORE];
  // A first time for nothing: what comes first shall not pay for compiling.
  const { items: newest } = await cost('/api/products?search=warm');
  for (const query of asked) {
    const found = await cost(`/api/products?${query}`);
    const products = found.items.length > 0 ? found.items : newest;
    const byId = await cost(`/by-id?ids=${products.map((item) => item.id)}`);
    const [a, b] = [found.node + found.postgres, byId.node + byId.postgres];
    const first = found.items[0]?.name ?? '';
    const search = decodeURIComponent(query).replace(/^search=/, '');
    console.error(search, found.node, found.postgres, byId.node, byId.postgres);
    rows.push({ search, found: found.items.length, first, search_ms: a, by_id_ms: b, ratio: a / b });
  }
  const mean = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const [search_ms, by_id_ms] = [mean((row) => row.search_ms), mean((row) => row.by_id_ms)];
  console.log(JSON.stringify({ rows, mean: { search_ms, by_id_ms, ratio: search_ms / by_id_ms } }, null, 1));
}

/** Nanoseconds that a process has been on a processor. */
function onProcessor(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);
}
