import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import { type BareProcess, startBare } from './bare-process.ts';
import { type Driven, drive } from './closed-loop.ts';
import type { Answer } from './connection.ts';
import { type Bar, latencies, type Quantiles } from './latency.ts';
import { driveAtRate } from './open-loop.ts';
import type { Plan } from './options.ts';
import { countAnswer, customerOf, followOrder, newTally, orderShot, type Tally } from './orders.ts';
import { type ShopTime, shopTime } from './processor-time.ts';
import type { Progress } from './progress.ts';
import type { Props } from './props.ts';
import { between, scrape } from './scrape.ts';
import { type ServiceRow, serviceRows } from './services.ts';

export interface Measuring extends Plan {
  shop: { url: string; origins?: string[]; pid?: number; postgresPid?: number; userDatabase?: string };
  api: Api;
  props: Props;
  progress: Progress;
  signal: AbortSignal;
}

/** What was measured of the bare route; `cpu` and `generatorCpu` in ms of processor time a request. */
export interface BareFigures {
  requests: number;
  perSecond: number;
  cpu: number;
  generatorCpu: number;
}

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
}

const MOST_BARE = 20_000;
const BARE_A_SECOND = 2000; // a share of what it can answer in a second
const BARE_PLACES = 64; // at a fixed rate there may be many more places than are used
const WARM_UP = 2000;
// Orders leave work behind that is done a moment later: catalog is told of stock, PostgreSQL tidies up.
const AFTERMATH = 1000; // ms

/** Places the orders, between the two halves of a run against the bare route, so that both meet the same machine. */
export async function measure(measuring: Measuring): Promise<Figures> {
  const { props, orders, seconds, progress } = measuring;
  const requests = Math.min(orders, (seconds ?? 10) * BARE_A_SECOND, MOST_BARE);
  const halves = [Math.ceil(requests / 2), Math.floor(requests / 2)] as const;
  const bare = await startBare(props.customers, measuring.shop.userDatabase ?? null);
  try {
    await driveBare(bare, measuring, Math.min(WARM_UP, 2 * orders));
    progress.say('measuring a bare route for comparison, one half before the orders and one after');
    const first = await driveBare(bare, measuring, halves[0]);
    const figures = await placeOrders(measuring);
    const second = await driveBare(bare, measuring, halves[1]);
    return {
      ...figures,
      bare: {
        requests,
        perSecond: requests / (first.seconds + second.seconds),
        // PostgreSQL's part is told by the first half: after the orders it tidies up behind them.
        cpu: (first.ms + second.ms) / requests + first.postgres / halves[0],
        generatorCpu: (first.own + second.own) / requests,
      },
    };
  } finally {
    bare.stop();
  }
}

async function driveBare(
  bare: BareProcess,
  { shop, props, concurrency, rate, signal }: Measuring,
  count: number,
) {
  if (count === 0) return { seconds: 0, ms: 0, own: 0, postgres: 0 };
  const database = shopTime(shop)?.postgres ?? 0;
  const before = await bare.time();
  const own = ownTime();
  const { seconds } = await drive({
    url: bare.url,
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
  return { seconds, own: ownTime() - own, ms: (await bare.time()) - before, postgres };
}

async function placeOrders(measuring: Measuring): Promise<Omit<Figures, 'bare'>> {
  const { shop, api, props, orders, seconds, rate, concurrency, progress, signal } = measuring;
  const pages = [shop.url, ...(shop.origins ?? [])];
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

/** The processor time in ms that this process has used so far. */
function ownTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
