import { setTimeout as sleep } from 'node:timers/promises';
import type { Figures } from './figures.ts';
import { AFTERMATH, usedBetween } from './measure.ts';
import type { Settings } from './options.ts';
import { memoryOf, read } from './readings.ts';
import { makeOrders } from './rows/made-orders.ts';
import { writeOrders } from './rows/write-orders.ts';
import { type Databases, withDatabases } from './site/databases.ts';
import type { Site } from './site/site.ts';

const BATCH = 256; // orders, as many as are in flight elsewhere
const BATCHES = 2; // at once, so that PostgreSQL need not wait for us

/** Writes the rows of finished orders with no service in between, and measures what that costs PostgreSQL. */
export async function measureFloor(
  site: Site,
  settings: Settings,
  signal: AbortSignal,
): Promise<Omit<Figures, 'scenario' | 'round' | 'audit'> & { confirmed: number }> {
  return withDatabases(site.ground.databases, BATCHES, async (databases) => {
    const warm = await writeFor(databases, site, settings.warmUp, signal);
    const before = await read(site, null);
    const started = performance.now();
    const done = await writeFor(databases, site, settings.seconds, signal);
    const seconds = (performance.now() - started) / 1000;
    const memory = memoryOf(site, null);
    await sleep(AFTERMATH, undefined, { signal });
    const after = await read(site, null);
    return {
      rate: null,
      beside: null,
      seconds,
      done,
      perSecond: done / seconds,
      latency: null,
      answers: {},
      errors: 0,
      memory,
      ...usedBetween(before, after, done),
      confirmed: warm + done,
    };
  });
}

async function writeFor(
  databases: Databases,
  { props }: Site,
  seconds: number,
  signal: AbortSignal,
): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let written = 0;
  const write = async () => {
    while (performance.now() < until) {
      signal.throwIfAborted();
      await writeOrders(databases, makeOrders(props, BATCH));
      written += BATCH;
    }
  };
  await Promise.all(Array.from({ length: BATCHES }, write));
  return written;
}
