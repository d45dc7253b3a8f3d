import type { Sql } from '@sagashop/chassis/postgres/sql';
import { decodeState } from '@sagashop/saga/encode';

/** A saga's row, as far as its order's timeline tells of it. */
export interface SagaOfOrder {
  id: string;
  definition: string;
  state: string;
  outcome: string | null;
  data: string;
}

/** How an order stands by its sagas, as `timelineOf` tells it. */
export async function sagaOfOrder(sql: Sql, order: string) {
  const rows = await sql<SagaOfOrder[]>`
    select id, definition, state, outcome, data from sagas
    where order_id = ${order} order by started_at, id`;
  return timelineOf(rows);
}

/**
 * The newest of an order's sagas, which come oldest first, and the steps of all, one saga after the other. An order
 * that was refused before its saga has no steps.
 */
export function timelineOf(rows: readonly SagaOfOrder[]) {
  const newest = rows.at(-1);
  if (!newest) return { id: null, name: 'place-order', state: 'ended', outcome: 'refused', steps: [] };
  return {
    id: newest.id,
    name: newest.definition,
    state: newest.state,
    outcome: newest.outcome,
    steps: rows.flatMap(({ definition, data }) =>
      decodeState(data).steps.map((step) => lineOf(definition, step)),
    ),
  };
}

function lineOf(saga: string, step: ReturnType<typeof decodeState>['steps'][number]) {
  const { name, phase, status, attempts, reply = null, startedAt, endedAt } = step;
  return { saga, name, phase, status, attempts, reply, startedAt, endedAt };
}
