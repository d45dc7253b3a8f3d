import type { Db } from '@sagashop/chassis/postgres/sql';

/** A saga's row, as far as its order's timeline tells of it. */
export interface SagaOfOrder {
  id: string;
  definition: string;
  version: number;
  state: string;
  outcome: string | null;
  data: string;
  /** Times are texts where they were read as a part of JSON. */
  startedAt: Date | string;
  deadline: Date | string;
  endedAt: Date | string | null;
}

/** An order's sagas, the oldest first. */
export function sagasOfOrder(db: Db, order: string): Promise<SagaOfOrder[]> {
  return db<SagaOfOrder[]>`
    select id, definition, definition_version as version, state, outcome, data, started_at, deadline, ended_at
    from sagas
    where order_id = ${order} order by started_at, id`;
}
