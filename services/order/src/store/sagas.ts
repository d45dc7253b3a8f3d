import type { Db } from '@sagashop/chassis/postgres/sql';

/** A saga's row, as far as its order's timeline tells of it. */
export interface SagaOfOrder {
  id: string;
  definition: string;
  state: string;
  outcome: string | null;
  data: string;
}

/** An order's sagas, the oldest first. */
export function sagasOfOrder(db: Db, order: string): Promise<SagaOfOrder[]> {
  return db<SagaOfOrder[]>`
    select id, definition, state, outcome, data from sagas
    where order_id = ${order} order by started_at, id`;
}
