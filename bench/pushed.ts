import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuids } from '@sagashop/chassis/postgres/arrays';
import { newId } from '@sagashop/kernel/ids';
import { driveAtRate } from '@sagashop/load/drive-at-rate';
import type { Around } from './rounds.ts';
import { shotsOf } from './shots.ts';
import { openDatabase, type Sql } from './site/databases.ts';
import { openSite, type Site } from './site/site.ts';
import { openStand } from './stands/open.ts';

const PROBE = 5; // ms between two looks of the probe: commits are told late by that at most
const WATCHERS = 20; // who watch an order each, one after the other
const PATIENCE = 30_000; // ms until an order has ended
const PLACES = 512; // orders of the load in flight

interface Taken {
  rate: number;
  /** Orders a second that were answered. */
  perSecond: number;
  watched: number;
  /** ms from the commit of a saga's end until whoever watches the order has heard of it. */
  p50: number;
  p95: number;
  most: number;
}

/**
 * Measures how long after its commit the end of a saga is told to somebody who watches the order, at these orders a second.
 * A probe asks the database itself for commits. Prints the figures and writes them as JSON into `out`.
 */
export async function measurePushed(
  {
    rates,
    seconds,
    products,
    out,
  }: { rates: readonly number[]; seconds: number; products: number; out: string },
  { progress, signal }: Around,
): Promise<void> {
  const site = await openSite({ products, progress, signal });
  const stand = await openStand('shop', site, signal);
  const sql = openDatabase(site.ground.databases['order']!, 1);
  const measured: Taken[] = [];
  try {
    for (const rate of [rates[0]!, ...rates]) {
      progress.say(`${rate} orders a second`);
      measured.push(await measureAt(rate, { url: stand!.url, site, sql, seconds, signal }));
    }
    measured.shift(); // the first has warmed it up
  } finally {
    await sql.end({ timeout: 1 });
    await stand!.stop();
    await site.close();
  }
  mkdirSync(out, { recursive: true });
  const file = join(out, `${new Date().toISOString().slice(0, 10)}-pushed.json`);
  writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
  process.stdout.write(`\norders/s  answered/s  watched      P50      P95     most  (ms)\n`);
  for (const { rate, perSecond, watched, ...ms } of measured)
    process.stdout.write(
      `${[rate, perSecond.toFixed(0), watched, ms.p50.toFixed(0), ms.p95.toFixed(0), ms.most.toFixed(0)]
        .map((text) => String(text).padStart(9))
        .join('')}\n`,
    );
  process.stdout.write(`${file}\n`);
}

interface Watching {
  url: string;
  site: Site;
  sql: Sql;
  seconds: number;
  signal: AbortSignal;
}

async function measureAt(rate: number, watching: Watching): Promise<Taken> {
  const { url, site, seconds, signal } = watching;
  const count = Math.round(rate * seconds);
  const heard: number[] = [];
  const commits = openProbe(watching.sql);
  const ended = AbortSignal.timeout(seconds * 1000);
  const shot = shotsOf('order', site.props);
  let answered = 0;
  const watchers = Array.from({ length: WATCHERS }, async (_, nth) => {
    while (!ended.aborted) {
      const ms = await watchOne(watching, nth, commits);
      if (ms !== undefined) heard.push(ms);
    }
  });
  const load = driveAtRate({
    ...{ url, count, rate, concurrency: PLACES, signal, shot },
    answered: () => void (answered += 1),
  });
  try {
    await Promise.all([load, ...watchers]);
  } finally {
    commits.stop();
  }
  const sorted = heard.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return {
    ...{ rate, perSecond: answered / seconds, watched: heard.length },
    ...{ p50: at(0.5), p95: at(0.95), most: at(1) },
  };
}

/**
 * Places an order, watches it, and answers how long after the commit of its saga's end that was heard; undefined when the shop
 * has too much to do to take it.
 */
async function watchOne({ url, site }: Watching, nth: number, commits: Probe): Promise<number | undefined> {
  const { customers, products } = site.props;
  const headers = { authorization: `Bearer ${customers[nth % customers.length]!.token}` };
  const lines = [{ productId: products[nth]!.id, quantity: 1 }];
  const placed = await fetch(`${url}/api/orders`, {
    method: 'POST',
    headers: {
      ...headers,
      ...{ 'content-type': 'application/json', 'idempotency-key': newId(), prefer: 'respond-async' },
    },
    body: JSON.stringify({ lines }),
  });
  const { id } = (await placed.json()) as { id: string };
  if (placed.status !== 202) return undefined;
  const committed = commits.of(id);
  const signal = AbortSignal.timeout(PATIENCE);
  const events = await fetch(`${url}/api/orders/${id}/events`, { headers, signal });
  if (!events.ok) throw new Error(`nobody can watch: ${events.status}`);
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ''; !text.includes('event: end'); ) {
    const { value, done } = await reader.read();
    if (done) break;
    text = text.slice(-20) + value;
  }
  const heardAt = performance.now();
  await reader.cancel().catch(() => {});
  // The probe may see the commit a moment after the shop has told of it.
  return Math.max(0, heardAt - (await committed));
}

type Probe = ReturnType<typeof openProbe>;

/** Tells when the sagas of orders were seen to have ended, by asking the database again and again. */
function openProbe(sql: Sql) {
  const waiting = new Map<string, (at: number) => void>();
  let stopped = false;
  const look = async () => {
    while (!stopped) {
      await sleep(PROBE);
      if (waiting.size === 0) continue;
      const ended = await sql<{ orderId: string }[]>`
        select order_id as "orderId" from sagas where order_id = any(${uuids([...waiting.keys()])}::uuid[]) and ended_at is not null`;
      const now = performance.now();
      for (const { orderId } of ended) {
        waiting.get(orderId)?.(now);
        waiting.delete(orderId);
      }
    }
  };
  void look();
  return {
    of: (order: string) => new Promise<number>((resolve) => waiting.set(order, resolve)),
    stop: () => {
      stopped = true;
    },
  };
}
