import { setTimeout as sleep } from 'node:timers/promises';
import { drive } from '@sagashop/load/closed-loop';
import { openProgress } from '../cli/src/load/progress.ts';
import { freePort } from '../cli/src/port.ts';
import { AFTERMATH, usedBetween } from './measure.ts';
import { read } from './readings.ts';
import { shotsOf } from './shots.ts';
import { openSite, type Site } from './site/site.ts';
import { startProgram } from './stands/children.ts';
import type { Stand } from './stands/stand.ts';

// What the laboratory costs an order while nothing is broken: node bench/lab.ts [turns] [orders a turn]. Three shops by turns, each with a
// PostgreSQL of its own: two without a laboratory, which says how much is chance, and one with it. Processor time, so
// that a busy machine disturbs it less.

const [turns = 12, orders = 1500] = process.argv.slice(2).map(Number);
const CLI = new URL('../cli/src/main.ts', import.meta.url).pathname;
const IN_FLIGHT = 64;
const SHOPS = { without: '0', 'without, again': '0', with: '1' };
const signal = new AbortController().signal;
const progress = openProgress();

interface Shop {
  site: Site;
  stand: Stand;
  /** CPU-ms an order, of each turn. */
  each: number[];
}

async function open(lab: string): Promise<Shop> {
  const site = await openSite({ products: 500, progress, signal });
  const env = { ...site.ground.env, SAGASHOP_LAB: lab };
  const command = [CLI, 'serve'];
  const stand = await startProgram('shop', command, {
    ...{ env, port: await freePort(), path: '/health/ready', signal },
  });
  return { site, stand, each: [] };
}

async function turn({ site, stand, each }: Shop): Promise<void> {
  const before = await read(site, stand);
  const driven = await drive({
    ...{ url: stand.url, count: orders, concurrency: IN_FLIGHT, signal },
    ...{ shot: shotsOf('order', site.props), answered: () => {} },
  });
  await sleep(AFTERMATH);
  each.push(usedBetween(before, await read(site, stand), driven.sent).cpu!.total);
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const shops = new Map<string, Shop>();
try {
  for (const [name, lab] of Object.entries(SHOPS)) shops.set(name, await open(lab));
  const all = [...shops.values()];
  for (let nth = -1; nth < turns; nth += 1) {
    // Each is first as often as the others.
    for (const [at] of all.entries()) await turn(all[(at + nth + all.length) % all.length]!);
    if (nth === -1) for (const { each } of all) each.length = 0; // the first has warmed it up
    progress.update('turns', nth + 1, turns);
  }
  const base = shops.get('without')!.each;
  for (const [name, { each }] of shops) {
    const ratio = middle(each.map((ms, nth) => ms / base[nth]!));
    process.stdout.write(`${name}: ${middle(each).toFixed(3)} CPU-ms an order, ${ratio.toFixed(3)} times\n`);
  }
} finally {
  for (const { site, stand } of shops.values()) {
    await stand.stop();
    await site.close();
  }
}
