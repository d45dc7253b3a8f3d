import { setTimeout as sleep } from 'node:timers/promises';
import { type Driven, drive } from '@sagashop/load/closed-loop';
import type { Answer } from '@sagashop/load/connection';
import { driveAtRate } from '@sagashop/load/drive-at-rate';
import { type Bar, latencies, type Quantiles } from '@sagashop/load/latency';
import { type BareFigures, bareRoutes } from './bare-routes.ts';
import type { Measuring } from './measuring.ts';
import type { Plan } from './options.ts';
import { countAnswer, customerOf, followOrder, newTally, orderShot, type Tally } from './orders.ts';
import { ownTime, type ShopTime, shopTime } from './processor-time.ts';
import { between, scrape } from './scrape.ts';
import { type ServiceRow, serviceRows } from './services.ts';

export interface Figures extends Driven, Omit<Tally, 'told'> {
  latency: Quantiles | null;
  /** The same latencies as bars. */
  histogram: Bar[];
  /** What each service was asked meanwhile, by its /metrics; null where they cannot be compared. */
  services: ServiceRow[] | null;
  /** What the shop's processes used for all orders, in ms; null when they cannot be seen from here. */
  used: ShopTime | null;
  /** What this process used meanwhile, in ms. */
  generator: number;
  told: Tally['told'];
  bare: BareFigures;
  /** The bare route with the shop's own batches of sign-ins; null where the shop's database is out of reach. */
  bareInBatches: BareFigures | null;
}

// Orders leave work behind that is done a moment later: catalog is told of stock, PostgreSQL tidies up.
const AFTERMATH = 1000; // ms

/** Places the orders, between the two halves of a run against the bare routes, so that all meet the same machine. */
export async function measure(measuring: Measuring): Promise<Figures> {
  const { progress } = measuring;
  const bare = await bareRoutes(measuring);
  try {
    await bare.warmUp();
    progress.say('measuring a bare route for comparison, one half before the orders and one after');
    await bare.firstHalf();
    const figures = await placeOrders(measuring);
    await bare.secondHalf();
    return { ...figures, ...bare.figures() };
  } finally {
    bare.stop();
  }
}

async function placeOrders(measuring: Measuring): Promise<Omit<Figures, 'bare' | 'bareInBatches'>> {
  const { shop, api, props, orders, seconds, rate, concurrency, progress, signal } = measuring;
  const pages = [shop.metrics ?? shop.url, ...(shop.origins ?? [])];
  const tally = newTally();
  const times = latencies(orders);
  const counted = await scrape(pages);
  const before = shopTime(shop);
  const own = ownTime();
  const since = performance.now();
  const load = {
    url: shop.url,
    count: orders,
    concurrency,
    signal,
    shot: (index: number) => orderShot(props, index),
    answered: (index: number, answer: Answer, ms: number) => {
      times.add(ms);
      return countAnswer(tally, answer, (id) => followOrder(api, customerOf(props, index), id, signal));
    },
    progress: (done: number) => progress.update('placing orders', done, inAll(measuring, done, since)),
  };
  const driven = await (rate === null
    ? drive({ ...load, ...(seconds === null ? {} : { seconds }) })
    : driveAtRate({ ...load, rate }));
  const generator = ownTime() - own;
  await sleep(AFTERMATH, undefined, { signal });
  const used = difference(before, shopTime(shop));
  const meanwhile = between(counted, await scrape(pages));
  const { told, ...answers } = tally;
  return {
    ...driven,
    ...answers,
    told: { ...told, uncertain: told.uncertain + driven.unanswered },
    latency: times.quantiles(),
    histogram: times.bars(),
    services: meanwhile && serviceRows(meanwhile),
    used,
    generator,
  };
}

/** A run that ends with its time has as many orders as its pace so far lets one expect. */
function inAll({ orders, seconds }: Plan, done: number, since: number): number {
  if (seconds === null) return orders;
  return Math.max(done, Math.round((done * seconds * 1000) / (performance.now() - since)));
}

/** Null when the shop was started again meanwhile: its processes are others then. */
function difference(before: ShopTime | null, after: ShopTime | null): ShopTime | null {
  if (!before || !after) return null;
  return { node: after.node - before.node, postgres: after.postgres - before.postgres };
}
