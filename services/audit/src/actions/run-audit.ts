import type { Peers } from '@sagashop/chassis/service/calls';
import { MOST_FAILURES } from '@sagashop/vocabulary/audit-call';
import type { Static } from 'typebox';
import type { AuditReport } from '../contract.ts';
import { type Facts, inFlight, unchanged } from '../domain/facts.ts';
import { broken, INVARIANTS } from '../domain/invariants.ts';
import { factsOf, ownChecks, readAgain, type Scope } from './read-facts.ts';

export type Report = Static<typeof AuditReport>;
/** `now`: when it began, in ms, by the clock that orders' ids go by. */
export type Looked = Report & { now?: number };
type Tally = Map<string, { checked: number; failures: string[] }>;

/** What a run says of itself before it has ended. */
export interface AuditNews {
  /** What a service has found about itself. */
  checks?(checks: readonly { name: string; checked: number; failures: readonly string[] }[]): void;
  /** How many orders were looked at, and for how many of them each invariant was checked. */
  looked?(orders: number, checked: readonly { name: string; checked: number }[]): void;
}

/** So many orders in flight are listed, the oldest first; all are counted. */
const MOST_IN_FLIGHT = 1000;
const SUSPECTS = 500; // read again together
const BREATH = 2000; // orders between two rests

/**
 * Checks every invariant of every order across all services, in constant memory, while orders run. What
 * looks wrong is read again, the order first and last: it is a failure only when its sagas had ended before
 * the first of these readings and nothing has moved until the last. With a scope only its orders are looked at,
 * and no sums over all of them. `rest` is waited for now and then; `news` are told meanwhile. Rejects when a service is away.
 */
export async function runAudit(
  peers: Peers,
  scope: Scope = {},
  rest: () => Promise<void> = async () => {},
  news: AuditNews = {},
): Promise<Looked> {
  const own = ownChecks(peers, scope, news.checks);
  own.catch(() => {}); // awaited below
  const found = nothingYet();
  const tell = () =>
    news.looked?.(
      found.looked,
      [...found.tally].map(([name, { checked }]) => ({ name, checked })),
    );
  tell();
  let suspects: string[] = [];
  for await (const facts of factsOf(peers, scope)) {
    if (note(found, facts)) suspects.push(facts.id);
    if (suspects.length === SUSPECTS) {
      await recheck(peers, suspects, found.tally);
      suspects = [];
    }
    if (found.looked % BREATH === 0) {
      tell();
      await rest();
    }
  }
  if (suspects.length > 0) await recheck(peers, suspects, found.tally);
  const { checks, ...time } = await own;
  const invariants = [...checks, ...[...found.tally].map(([name, one]) => ({ name, ...one }))].map((one) => ({
    ...one,
    ok: one.failures.length === 0,
  }));
  const { orders, inFlightCount, running } = found;
  return {
    ok: invariants.every(({ ok }) => ok),
    invariants,
    orders,
    inFlightCount,
    inFlight: running,
    ...time,
  };
}

/** What a run has seen so far. */
interface Findings {
  readonly tally: Tally;
  readonly running: Report['inFlight'];
  inFlightCount: number;
  orders: number;
  /** Orders that any service knows of. */
  looked: number;
}

function nothingYet(): Findings {
  const tally: Tally = new Map(INVARIANTS.map((rule) => [rule.name, { checked: 0, failures: [] }]));
  return { tally, running: [], inFlightCount: 0, orders: 0, looked: 0 };
}

/** Counts an order; whether it looks wrong. */
function note(found: Findings, facts: Facts): boolean {
  found.looked += 1;
  found.orders += facts.order ? 1 : 0;
  for (const rule of INVARIANTS) if (rule.concerns(facts)) found.tally.get(rule.name)!.checked += 1;
  const saga = inFlight(facts);
  if (saga) {
    found.inFlightCount += 1;
    const { id, name, state, ageSeconds, overdueSeconds } = saga;
    if (found.running.length < MOST_IN_FLIGHT)
      found.running.push({ order: facts.id, saga: id, name, state, ageSeconds, overdueSeconds });
  }
  return broken(facts).length > 0;
}

async function recheck(peers: Peers, ids: string[], tally: Tally): Promise<void> {
  const { first, last } = await readAgain(peers, ids);
  for (const id of ids) {
    const before = first.get(id)?.order;
    const facts: Facts = last.get(id) ?? { id };
    if (!unchanged(before, facts.order)) continue;
    for (const name of broken(facts)) {
      const { failures } = tally.get(name)!;
      if (failures.length < MOST_FAILURES) failures.push(id);
    }
  }
}
