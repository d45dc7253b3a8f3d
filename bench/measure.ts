import { setTimeout as sleep } from 'node:timers/promises';
import { type Drive, drive } from '@sagashop/load/closed-loop';
import type { Answer } from '@sagashop/load/connection';
import { driveAtRate } from '@sagashop/load/drive-at-rate';
import { latencies } from '@sagashop/load/latency';
import { openApi } from '../cli/src/load/api.ts';
import { countAnswer, followOrder, newTally, type Tally } from '../cli/src/load/orders.ts';
import type { Figures } from './figures.ts';
import type { Settings } from './options.ts';
import { memoryOf, type Reading, read } from './readings.ts';
import { type Asked, isRead, type Scenario } from './scenarios.ts';
import { customerOf, shotsOf } from './shots.ts';
import type { Site } from './site/site.ts';
import type { Stand } from './stands/stand.ts';

export interface Measuring {
  scenario: Scenario;
  site: Site;
  stand: Stand;
  rate: number | null;
  /** Of what is asked for beside. */
  besideRate: number | null;
  settings: Settings;
  signal: AbortSignal;
}

type Found = Omit<Figures, 'scenario' | 'round' | 'audit'>;

const MOST = 1_000_000; // requests in one measurement
const VISITORS = 64; // at most, beside orders
// Orders leave work behind that is done a moment later: catalog is told of stock, PostgreSQL tidies up.
export const AFTERMATH = 1000; // ms

/** Warms up, measures one scenario, and counts what the stand was told to be confirmed, warming up included. */
export async function measure(measuring: Measuring): Promise<Found & { confirmed: number }> {
  const { scenario, site, stand, rate, settings, signal } = measuring;
  const warm = await send(measuring, settings.warmUp);
  const before = await read(site, stand);
  const { driven, tally, latency, visited } = await send(
    measuring,
    settings.seconds * (scenario.longer ?? 1),
  );
  const memory = memoryOf(site, stand);
  await sleep(AFTERMATH, undefined, { signal });
  const after = await read(site, stand);
  const done = Object.entries(tally.answers).reduce(
    (sum, [answer, count]) => sum + (isMeant(scenario.asked, answer) ? count : 0),
    tally.followed.confirmed,
  );
  const { seconds, sent, noPlace } = driven;
  return {
    rate,
    seconds,
    done,
    perSecond: done / seconds,
    beside: visited === null ? null : visited / seconds,
    latency,
    answers: tally.answers,
    errors: sent - done + noPlace - refusedRightly(measuring, tally),
    memory,
    ...usedBetween(before, after, done),
    confirmed: warm.tally.told.confirmed.length + tally.told.confirmed.length,
  };
}

/** What each of so many requests used between two readings. */
export function usedBetween(
  before: Reading,
  after: Reading,
  done: number,
): Pick<Figures, 'cpu' | 'generatorCpu' | 'wal'> {
  const each = (from: number, to: number) => (to - from) / Math.max(done, 1);
  const { processes: first } = before;
  const processes =
    first &&
    after.processes &&
    Object.fromEntries(
      Object.entries(after.processes).map(([name, ms]) => [name, each(first[name] ?? 0, ms)]),
    );
  const node = Object.values(processes ?? {}).reduce((sum, ms) => sum + ms, 0);
  const postgres = each(before.postgres, after.postgres);
  return {
    cpu: processes && { processes, node, postgres, total: node + postgres },
    generatorCpu: each(before.generator, after.generator),
    wal: each(before.wal, after.wal),
  };
}

/** So many times as long as before each measurement a stand works that has just been started. */
export const WARM_UPS = 5;

/** Lets a stand that has just been started work for a while. Answers how many orders were confirmed meanwhile. */
export async function warmUp(measuring: Measuring): Promise<number> {
  const { tally } = await send(measuring, WARM_UPS * measuring.settings.warmUp);
  return tally.told.confirmed.length;
}

async function send({ scenario, site, stand, rate, besideRate, signal }: Measuring, seconds: number) {
  const tally = newTally();
  const count = rate === null ? MOST : Math.max(1, Math.round(rate * seconds));
  const times = latencies(count);
  const api = openApi(stand.url);
  const load: Drive = {
    url: stand.url,
    count,
    concurrency: scenario.concurrency,
    signal,
    shot: shotsOf(scenario.asked, site.props),
    answered: (index, answer, ms) => {
      times.add(ms);
      const customer = customerOf(scenario.asked, site.props, index);
      return note(tally, scenario.asked, answer, (id) => followOrder(api, customer, id, signal));
    },
  };
  const visits = visitors({ scenario, site, stand, besideRate, signal });
  try {
    const driven = await (rate === null ? drive({ ...load, seconds }) : driveAtRate({ ...load, rate }));
    return { driven, tally, latency: times.quantiles(), visited: visits?.answered() ?? null };
  } finally {
    await Promise.all([visits?.end(), api.close()]);
  }
}

/** Who looks at pages beside, as many a second as is wanted, until told to end. */
function visitors({ scenario, site, stand, besideRate, signal }: Omit<Measuring, 'rate' | 'settings'>) {
  if (!scenario.beside || besideRate === null) return undefined;
  const ended = new AbortController();
  let count = 0;
  const driven = driveAtRate({
    ...{ url: stand.url, count: MOST, concurrency: VISITORS, rate: besideRate },
    signal: AbortSignal.any([signal, ended.signal]),
    shot: shotsOf(scenario.beside.asked, site.props),
    answered: (_index, { status }) => {
      if (status === 200) count += 1;
    },
  }).catch((error: unknown) => {
    if (!ended.signal.aborted && !signal.aborted) throw error;
  });
  const end = async () => {
    ended.abort();
    await driven;
  };
  return { answered: () => count, end };
}

function note(tally: Tally, asked: Asked, answer: Answer, follow: (id: string) => Promise<string>) {
  if (!isRead(asked)) return countAnswer(tally, answer, follow);
  if (asked === 'list' || asked === 'search') JSON.parse(answer.body); // as a client would
  const name = String(answer.status);
  tally.answers[name] = (tally.answers[name] ?? 0) + 1;
  return undefined;
}

/** Who is asked for more than it can do is to refuse the rest. */
function refusedRightly({ scenario }: Measuring, { answers }: Tally): number {
  return scenario.rate && scenario.rate.times > 1 ? (answers['503 overloaded'] ?? 0) : 0;
}

/** Whether an answer is what the scenario is for. */
function isMeant(asked: Asked, answer: string): boolean {
  if (isRead(asked)) return answer === '200';
  return answer === '201' || (asked === 'half-refused' && answer === '409 out_of_stock');
}
