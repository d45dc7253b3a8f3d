import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@sagashop/chassis/postgres/connect';
import { cpuSeconds } from '../../bin/lib/test-cost.js';
import { openImports } from '../../services/catalog/test/http/opened-imports.ts';

type Json = ReturnType<typeof JSON.parse>;

const ROWS = 10_000;
const MB = 1_000_000;
/** Seconds of the processor, which are those of the clock where nothing else runs: one process works at a time. */
const MOST = { check: 10, apply: 15, undo: 15 };
/** A processor whose caches others use as well takes up to half as long again for the same. */
const SHARED = 1.5;
/** MB more that checking a file may take. */
const MOST_MORE = 64;

const { url, check, send, category } = await openImports();
const sql = connect(url, { name: 'test', max: 1 });
after(() => sql.end());
const shelf = await category();
const took: string[] = [];

/** Seconds of the processor that this process and its connections to the database have taken so far. */
async function worked(): Promise<number> {
  const rows = await sql<
    { pid: number }[]
  >`select pid from pg_stat_activity where datname = current_database()`;
  return rows.reduce((sum, { pid }) => sum + cpuSeconds(pid), cpuSeconds());
}

async function timed<T>(what: keyof typeof MOST, rows: string, work: () => Promise<T>): Promise<T> {
  const [start, before] = [performance.now(), await worked()];
  const result = await work();
  const busy = (await worked()) - before;
  const seconds = (performance.now() - start) / 1000;
  took.push(`${rows}: ${what} ${seconds.toFixed(1)} s, ${busy.toFixed(1)} s of the processor`);
  assert.ok(busy < SHARED * MOST[what], took.join('\n'));
  return result;
}

/** Asks for it, and waits until it is done: whoever waits long is answered before. */
async function done(id: string, path: 'application' | 'undo', state: string): Promise<Json> {
  const { status, body } = await send('POST', `/api/imports/${id}/${path}`);
  assert.ok(status === 200 || status === 202, JSON.stringify(body));
  for (;;) {
    const now = (await send('GET', `/api/imports/${id}`)).body;
    if (now.state === state) return now;
    assert.equal(now.problem, undefined);
    await sleep(200);
  }
}
const apply = (id: string) => done(id, 'application', 'applied');
const undo = (id: string) => done(id, 'undo', 'undone');

const HEADINGS = 'nameEn;nameRu;descriptionEn;price;category';
const words = 'walnut tray kettle lamp linen blue green large small garden kitchen table'.split(' ');
const text = (n: number) =>
  Array.from({ length: 12 }, (_, at) => words[(n * 7 + at * 5) % words.length]).join(' ');

test('ten thousand new products, and ten thousand other prices and names, take no longer than people wait', async () => {
  const fresh = Array.from(
    { length: ROWS },
    (_, n) => `${text(n)} ${n};Поднос ${n};${text(n + 1)};${10 + (n % 90)},50;${shelf.slug}`,
  );
  const file = Buffer.from([HEADINGS, ...fresh].join('\n'));
  // What is the same for a file of ten rows, code that was compiled for one, is none of the file's memory.
  await check('products', [HEADINGS, ...fresh.slice(0, 10)].join('\n'));
  const before = process.memoryUsage().rss;
  const { body: made } = await timed('check', 'new', () => check('products', file));
  // Not what the test itself holds: the form that is made of the file, and its body.
  const more = (process.memoryUsage().rss - before - 2 * file.length) / MB;
  took.push(`${more.toFixed(0)} MB more memory`);
  assert.ok(more < MOST_MORE, took.join('\n'));
  assert.deepEqual(made.counts, { new: ROWS, changed: 0, unchanged: 0, wrong: 0 });
  await timed('apply', 'new', () => apply(made.id));

  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await send('GET', `/api/products?category=${shelf.id}&limit=100${cursor}`);
    ids.push(...body.items.map(({ id }: Json) => id));
    if (!body.nextCursor) break;
    cursor = `&cursor=${body.nextCursor}`;
  }
  assert.equal(ids.length, ROWS);
  const prices = Buffer.from(['id;price', ...ids.map((id, n) => `${id};${200 + (n % 50)}`)].join('\n'));
  const { body: cheaper } = await timed('check', 'prices', () => check('prices', prices));
  await timed('apply', 'prices', () => apply(cheaper.id));
  assert.deepEqual((await timed('undo', 'prices', () => undo(cheaper.id))).kept, []);

  const names = Buffer.from(
    ['id;nameEn', ...ids.map((id, n) => `${id};${text(n + 3)} other ${n}`)].join('\n'),
  );
  const { body: named } = await timed('check', 'names', () => check('products', names));
  await timed('apply', 'names', () => apply(named.id));
  assert.deepEqual((await timed('undo', 'names', () => undo(named.id))).kept, []);
  assert.deepEqual((await timed('undo', 'new', () => undo(made.id))).kept, []);
  assert.equal((await send('GET', `/api/products?category=${shelf.id}`)).body.items.length, 0);
  assert.equal((await send('GET', '/api/products?search=walnut')).body.items.length, 0);
  console.log(took.join('\n'));
});
