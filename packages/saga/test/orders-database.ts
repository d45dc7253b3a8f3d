import { randomUUID } from 'node:crypto';
import type { NewSaga, SagaRow, SaveItem } from '../src/log.ts';
import { type Decision, insertSagas, postgresLog } from '../src/log-postgres.ts';
import { done, refused } from '../src/message.ts';
import type { SagaState } from '../src/state.ts';
import { batch, openDatabase } from './database.ts';
import { anOrder, placeOrder } from './example.ts';

type Decisions = Record<string, Decision<Record<never, never>>>;

interface SavedRow {
  state: string;
  outcome: string | null;
  version: number;
  data: SagaState;
  ended: Date | null;
}

export const newSaga = (data: unknown = anOrder): NewSaga => ({
  id: randomUUID(),
  order: randomUUID(),
  definition: placeOrder,
  data,
});

/** A decision that changes a row an order, as the order service does, and refuses more than 1000. */
export const confirm: Decision<Record<never, never>> = async (tx, items, later) => {
  const orders = listOf(items.map((item) => item.order));
  await tx`select id from orders where id = any(${orders}::text::uuid[]) order by id for update`;
  later(() => tx`update orders set decided = decided + 1 where id = any(${orders}::text::uuid[])`);
  return items.map((item) => ((item.data as { total: number }).total > 1_000 ? refused('too_much') : done()));
};

const listOf = (ids: string[]) => `{${ids.join(',')}}`;

export const itemFor = (row: SagaRow, state: Partial<SagaState> = {}): SaveItem => ({
  saga: row.id,
  order: row.order,
  version: row.version,
  state: { ...row.state, ...state },
});

/** A save with the decision `confirm`, after which the stage is 3, or 9 when it was refused or failed. */
export const confirming = (row: SagaRow): SaveItem => ({
  ...itemFor(row),
  decide: { name: 'confirm', settle: (reply) => ({ ...row.state, stage: reply.kind === 'done' ? 3 : 9 }) },
});

/** A database with sagas and orders, and the log over it. */
export async function openOrders() {
  const { sql, url, close } = await openDatabase();
  await sql`create table orders (id uuid primary key, decided int not null default 0)`;
  return {
    sql,
    url,
    close,
    logOf: (decisions: Decisions = { confirm }) => postgresLog({ sql, batch, decisions }),
    async started(count: number, data?: (index: number) => unknown): Promise<SagaRow[]> {
      const sagas = Array.from({ length: count }, (_, index) => newSaga(data?.(index)));
      await sql`insert into orders select unnest(${listOf(sagas.map((saga) => saga.order))}::text::uuid[])`;
      return sql.begin((tx) => insertSagas(tx, sagas, 0)) as Promise<SagaRow[]>;
    },
    async rowOf({ id }: SagaRow): Promise<SavedRow> {
      const [row] = await sql<(Omit<SavedRow, 'data'> & { data: string })[]>`
        select state, outcome, version, data, ended_at as ended from sagas where id = ${id}`;
      return { ...row!, data: JSON.parse(row!.data) as SagaState };
    },
    async decidedOf({ order }: SagaRow): Promise<number> {
      const [row] = await sql<{ decided: number }[]>`select decided from orders where id = ${order}`;
      return row!.decided;
    },
  };
}
