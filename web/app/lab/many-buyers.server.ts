import { createHash, randomUUID } from 'node:crypto';
import { driveAtRate } from '@sagashop/load/drive-at-rate';
import { latencies } from '@sagashop/load/latency';
import { settings } from '../../server/config';
import { get } from '../shop/api.server';
import { products } from '../shop/catalogue.server';
import { cookieOf, SESSION_COOKIE } from '../shop/cookies.server';
import { mostBuyers } from './most-buyers';

const AT_ONCE = 3; // runs in this process
const PLACES = 256; // orders of a run that may be under way
const PATIENCE = 10_000; // ms for which an order is sent again that finds a part of the shop away
const KEPT = 100; // runs that are over

interface Run {
  perSecond: number;
  seconds: number;
  ends: Record<string, number>;
  times: ReturnType<typeof latencies>;
  over: AbortController;
  running: boolean;
}

/** Numbers that are too high, nothing to buy, or buyers that are still at it. */
export type BuyersWrong = 'wrong' | 'nothing' | 'busy';

/** How far many buyers are; times in ms from when each was meant to order. */
export interface Buyers {
  perSecond: number;
  of: number;
  answered: number;
  ends: Record<string, number>;
  p50: number | null;
  p95: number | null;
  running: boolean;
}

const runs = new Map<string, Run>(); // by whose session, in this process alone

const visitorOf = (request: Request) => {
  const token = cookieOf(request, SESSION_COOKIE) ?? '';
  return { token, name: createHash('sha256').update(token).digest('hex') };
};

/** How far the visitor's buyers are; null where there have been none. */
export function buyersOf(request: Request): Buyers | null {
  const run = runs.get(visitorOf(request).name);
  if (!run) return null;
  const { perSecond, seconds, ends, times, running } = run;
  const answered = Object.values(ends).reduce((sum, one) => sum + one, 0);
  return {
    ...{ perSecond, of: perSecond * seconds, answered, ends: { ...ends }, running },
    ...{ p50: times.at(0.5), p95: times.at(0.95) },
  };
}

/**
 * Lets so many a second buy one piece of the cheapest thing, for so long, with the visitor's money: by the code of `sagashop
 * load`. It goes on by itself. Answers what is wrong.
 */
export async function sendBuyers(
  request: Request,
  form: FormData,
  owner: boolean,
): Promise<BuyersWrong | undefined> {
  const [perSecond, seconds] = [Number(form.get('perSecond')), Number(form.get('for'))];
  const isRight = (n: number, most: number) => Number.isInteger(n) && n >= 1 && n <= most;
  const most = mostBuyers(owner);
  await get(request, '/lab'); // where there is no laboratory there are no buyers
  if (!isRight(perSecond, most.perSecond) || !isRight(seconds, most.seconds)) return 'wrong';
  const { items } = await products(request, { available: true, sort: 'price', limit: 50 });
  const product = items.find(({ variantCount }) => variantCount === undefined);
  if (!product) return 'nothing';
  // Nothing is waited for from here on: of two that are sent at once the second finds the first.
  const { token, name } = visitorOf(request);
  const running = [...runs.values()].filter((run) => run.running).length;
  if (runs.get(name)?.running || running >= AT_ONCE) return 'busy';
  const run: Run = {
    ...{ perSecond, seconds, ends: {}, running: true, over: new AbortController() },
    times: latencies(perSecond * seconds),
  };
  runs.delete(name);
  runs.set(name, run);
  if (runs.size > KEPT) forgetOldest();
  void buy(run, token, product.id);
  return undefined;
}

/** Ends the visitor's buyers; fine when there are none. What has been ordered goes on. */
export function stopBuyers(request: Request): void {
  runs.get(visitorOf(request).name)?.over.abort();
}

async function buy(run: Run, token: string, product: string): Promise<void> {
  const body = JSON.stringify({ lines: [{ productId: product, quantity: 1 }] });
  const headers = ['content-type', 'application/json', 'authorization', `Bearer ${token}`];
  await driveAtRate({
    ...{ url: new URL(settings().gateway).origin, rate: run.perSecond, count: run.perSecond * run.seconds },
    ...{ concurrency: PLACES, patience: PATIENCE, signal: run.over.signal },
    shot: () => ({
      ...{ method: 'POST', path: '/api/orders', body },
      headers: [...headers, 'idempotency-key', randomUUID()],
    }),
    answered: (_index, answer, ms) => {
      run.times.add(ms);
      const end = endOf(answer);
      run.ends[end] = (run.ends[end] ?? 0) + 1;
    },
  }).catch(() => {}); // it was stopped, or the shop is gone: what was answered stands
  run.running = false;
}

function endOf({ status, body }: { status: number; body: string }): string {
  if (status === 201) return 'confirmed';
  if (status === 202) return 'pending';
  try {
    return String((JSON.parse(body) as { code?: string }).code ?? status);
  } catch {
    return String(status);
  }
}

function forgetOldest(): void {
  for (const [name, run] of runs) if (!run.running) return void runs.delete(name);
}
