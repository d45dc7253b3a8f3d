import { drive } from '@sagashop/load/closed-loop';
import { type BareProcess, startBareProcess } from './bare-process.ts';
import type { Measuring } from './measuring.ts';
import { orderShot } from './orders.ts';
import { ownTime, shopTime } from './processor-time.ts';

/** What was measured of a bare route; `cpu` and `generatorCpu` in ms of processor time a request. */
export interface BareFigures {
  requests: number;
  perSecond: number;
  cpu: number;
  generatorCpu: number;
}

/** The bare routes that orders are compared with, each driven in two halves. */
export interface BareRoutes {
  warmUp(): Promise<void>;
  firstHalf(): Promise<void>;
  secondHalf(): Promise<void>;
  figures(): { bare: BareFigures; bareInBatches: BareFigures | null };
  stop(): void;
}

interface Half {
  seconds: number;
  /** The route's processor time, this process's own, and PostgreSQL's, in ms. */
  ms: number;
  own: number;
  postgres: number;
}

const MOST_BARE = 20_000;
const BARE_A_SECOND = 2000; // a share of what it can answer in a second
const BARE_PLACES = 64; // at a fixed rate there may be many more places than are used
const WARM_UP = 2000;

/**
 * Starts the bare routes: one that looks each sign-in up by a query of its own, as a plainly
 * written one would, and one that does it in the shop's batches.
 */
export async function bareRoutes(measuring: Measuring): Promise<BareRoutes> {
  const { props, orders, seconds, shop, startBare = startBareProcess } = measuring;
  const requests = Math.min(orders, (seconds ?? 10) * BARE_A_SECOND, MOST_BARE);
  const halves = [Math.ceil(requests / 2), Math.floor(requests / 2)] as const;
  const database = shop.userDatabase ?? null;
  const ways = database ? [false, true] : [false];
  const routes = await Promise.all(ways.map((inBatches) => startBare(props.customers, database, inBatches)));
  const first: Half[] = [];
  const second: Half[] = [];
  const driveAll = async (count: number, into: Half[]) => {
    for (const route of routes) into.push(await driveBare(route, measuring, count));
  };
  const figuresOf = (index: number): BareFigures => {
    const [a, b] = [first[index]!, second[index]!];
    return {
      requests,
      perSecond: requests / (a.seconds + b.seconds),
      // PostgreSQL's part is told by the first half: after the orders it tidies up behind them.
      cpu: (a.ms + b.ms) / requests + a.postgres / halves[0],
      generatorCpu: (a.own + b.own) / requests,
    };
  };
  return {
    warmUp: () => driveAll(Math.min(WARM_UP, 2 * orders), []),
    firstHalf: () => driveAll(halves[0], first),
    secondHalf: () => driveAll(halves[1], second),
    figures: () => ({ bare: figuresOf(0), bareInBatches: database ? figuresOf(1) : null }),
    stop: () => {
      for (const route of routes) route.stop();
    },
  };
}

async function driveBare(
  route: BareProcess,
  { shop, props, concurrency, rate, signal }: Measuring,
  count: number,
): Promise<Half> {
  if (count === 0) return { seconds: 0, ms: 0, own: 0, postgres: 0 };
  const database = shopTime(shop)?.postgres ?? 0;
  const before = await route.time();
  const own = ownTime();
  const { seconds } = await drive({
    url: route.url,
    count,
    concurrency: rate === null ? concurrency : Math.min(concurrency, BARE_PLACES),
    signal,
    shot: (index) => orderShot(props, index),
    answered: (_index, { status, body }) => {
      if (status !== 201) throw new Error(`The bare route answered ${status}: ${body}`);
      JSON.parse(body);
    },
  });
  const postgres = (shopTime(shop)?.postgres ?? 0) - database;
  return { seconds, own: ownTime() - own, ms: (await route.time()) - before, postgres };
}
