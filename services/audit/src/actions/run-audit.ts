import { MOST_FAILURES } from '@sagashop/chassis/audit';
import type { Peers } from '@sagashop/chassis/calls';
import type { Static } from 'typebox';
import type { AuditReport } from '../contract.ts';
import { type Facts, inFlight, unchanged } from '../domain/facts.ts';
import { broken, INVARIANTS } from '../domain/invariants.ts';
import { allFacts, ownChecks, readAgain } from './read-facts.ts';

type Report = Static<typeof AuditReport>;
type Tally = Map<string, { checked: number; failures: string[] }>;

const MOST_IN_FLIGHT = 1000; // listed; all are counted
const SUSPECTS = 500; // read again together

/**
 * Checks every invariant of every order across all services, in constant memory, while orders run. What
 * looks wrong is read again, the order first and last: it is a failure only when its sagas had ended before
 * the first of these readings and nothing has moved until the last. Rejects when a service is away.
 */
export async function runAudit(peers: Peers): Promise<Report> {
  const own = await ownChecks(peers);
  const tally: Tally = new Map(INVARIANTS.map((rule) => [rule.name, { checked: 0, failures: [] }]));
  const running: Report['inFlight'] = [];
  let inFlightCount = 0;
  let orders = 0;
  const suspects: string[] = [];
  for await (const facts of allFacts(peers)) {
    orders += facts.order ? 1 : 0;
    for (const rule of INVARIANTS) if (rule.concerns(facts)) tally.get(rule.name)!.checked += 1;
    const saga = inFlight(facts);
    if (saga) {
      inFlightCount += 1;
      const { id, name, state, ageSeconds } = saga;
      if (running.length < MOST_IN_FLIGHT)
        running.push({ order: facts.id, saga: id, name, state, ageSeconds });
    }
    if (broken(facts).length === 0) continue;
    suspects.push(facts.id);
    if (suspects.length === SUSPECTS) await judge(peers, suspects.splice(0), tally);
  }
  if (suspects.length > 0) await judge(peers, suspects, tally);
  const invariants = [...own, ...[...tally].map(([name, found]) => ({ name, ...found }))].map((found) => ({
    ...found,
    ok: found.failures.length === 0,
  }));
  return { ok: invariants.every((found) => found.ok), invariants, orders, inFlightCount, inFlight: running };
}

async function judge(peers: Peers, ids: string[], tally: Tally): Promise<void> {
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
