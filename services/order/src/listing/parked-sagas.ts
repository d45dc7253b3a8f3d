import type { Sql } from '@sagashop/chassis/postgres/sql';
import { parkedReason } from '../domain/parked-reason.ts';
import { stepKey } from '../sagas/definitions.ts';
import { type ListedSaga, listSagas } from '../store/saga-list.ts';

const LOOK = 1000; // sagas of each look

/** What sagas wait for: at the step of this key, with what its participant answered last. */
export interface ParkedGroup {
  step: string;
  reason: string;
  /** Sagas, and the orders that they are of. */
  count: number;
  orders: number;
}

/** The parked sagas by step and reason, most first; counted are so many sagas at most. */
export async function parkedGroups(sql: Sql, most: number): Promise<ParkedGroup[]> {
  const groups = new Map<string, ParkedGroup & { of: Set<string> }>();
  for (const saga of await parkedSagas(sql, most)) {
    const [step, reason] = [stepOf(saga), parkedReason(saga.reason)];
    if (step === undefined) continue; // of a definition that no code here knows
    const name = JSON.stringify([step, reason]);
    const group = groups.get(name) ?? { step, reason, count: 0, orders: 0, of: new Set() };
    group.count += 1;
    group.of.add(saga.orderId);
    groups.set(name, group);
  }
  const counted = [...groups.values()].map(({ of, ...group }) => ({ ...group, orders: of.size }));
  return counted.sort((a, b) => b.count - a.count);
}

/** The orders whose sagas wait at a step with a reason, those that have waited longest first; so many sagas at most. */
export async function parkedOrders(
  sql: Sql,
  { step, reason, most }: Pick<ParkedGroup, 'step' | 'reason'> & { most: number },
): Promise<string[]> {
  const fit = (await parkedSagas(sql, most)).filter(
    (saga) => stepOf(saga) === step && parkedReason(saga.reason) === reason,
  );
  return [...new Set(fit.map(({ orderId }) => orderId))].reverse();
}

const stepOf = ({ definition, at }: ListedSaga) => stepKey(definition, at ?? '');

async function parkedSagas(sql: Sql, most: number): Promise<ListedSaga[]> {
  const found: ListedSaga[] = [];
  let before: { order: string; id: string } | null = null;
  while (found.length < most) {
    const looked: ListedSaga[] = await listSagas(sql, {
      ...{ state: 'parked', before, limit: Math.min(LOOK, most - found.length) },
    });
    found.push(...looked);
    const last = looked.at(-1);
    if (looked.length < LOOK || !last) break;
    before = { order: last.orderId, id: last.id };
  }
  return found;
}
