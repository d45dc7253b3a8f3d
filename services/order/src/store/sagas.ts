import type { Sql } from '@sagashop/chassis/postgres';
import { decodeState } from '@sagashop/saga/encode';

interface Row {
  id: string;
  definition: string;
  state: string;
  outcome: string | null;
  data: string;
}

/** The timeline of an order's newest saga; an order that was refused before its saga has an empty one. */
export async function sagaOfOrder(sql: Sql, order: string) {
  const rows = await sql<Row[]>`
    select id, definition, state, outcome, data from sagas
    where order_id = ${order} order by started_at desc, id desc limit 1`;
  const row = rows[0];
  if (!row) return { id: null, name: 'place-order', state: 'ended', outcome: 'refused', steps: [] };
  const { steps } = decodeState(row.data);
  return {
    id: row.id,
    name: row.definition,
    state: row.state,
    outcome: row.outcome,
    steps: steps.map((step) => ({ ...step, reply: step.reply ?? null })),
  };
}
