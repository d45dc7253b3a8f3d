import type { Sql } from '@sagashop/chassis/postgres';
import { decodeState } from '@sagashop/saga/encode';

interface Row {
  id: string;
  definition: string;
  state: string;
  outcome: string | null;
  data: string;
}

/**
 * How an order stands by its sagas: the newest one, and the steps of all, one saga after the other. An order
 * that was refused before its saga has no steps.
 */
export async function sagaOfOrder(sql: Sql, order: string) {
  const rows = await sql<Row[]>`
    select id, definition, state, outcome, data from sagas
    where order_id = ${order} order by started_at, id`;
  const newest = rows.at(-1);
  if (!newest) return { id: null, name: 'place-order', state: 'ended', outcome: 'refused', steps: [] };
  return {
    id: newest.id,
    name: newest.definition,
    state: newest.state,
    outcome: newest.outcome,
    steps: rows.flatMap(({ definition, data }) =>
      decodeState(data).steps.map((step) => ({ ...step, saga: definition, reply: step.reply ?? null })),
    ),
  };
}
