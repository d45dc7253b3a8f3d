import { ints, plain } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { decodeState } from '@sagashop/saga/encode';

export type SagaListState = 'running' | 'parked' | 'ended';

interface ListedRow {
  id: string;
  orderId: string;
  definition: string;
  version: number;
  state: SagaListState;
  outcome: string | null;
  data: string;
  startedAt: Date;
  deadline: Date;
  endedAt: Date | null;
}

/** A saga as an administrator sees it. */
export type ListedSaga = ReturnType<typeof listed>;

function listed({ data, ...row }: ListedRow) {
  return {
    ...row,
    name: row.definition,
    startedAt: row.startedAt.toISOString(),
    deadline: row.deadline.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    steps: decodeState(data).steps.map((step) => ({ ...step, reply: step.reply ?? null })),
  };
}

const columns = (db: Db) => db`
  id, order_id, definition, definition_version as version, state, outcome, data, started_at, deadline, ended_at`;

/**
 * Sagas, those of the newest orders first. The unfinished ones, which are few, are collected by their own index
 * before they are sorted: going through all orders to find them would take longer with every day.
 */
export async function listSagas(
  db: Db,
  query: { state: SagaListState | undefined; before: { order: string; id: string } | null; limit: number },
): Promise<ListedSaga[]> {
  const { state, before, limit } = query;
  const older = before === null ? db`true` : db`(order_id, id) < (${before.order}::uuid, ${before.id}::uuid)`;
  const rows =
    state === undefined || state === 'ended'
      ? await db<ListedRow[]>`
        select ${columns(db)} from sagas
        where ${state === 'ended' ? db`ended_at is not null` : db`true`} and ${older}
        order by order_id desc, id desc limit ${limit}`
      : await db<ListedRow[]>`
        with unfinished as materialized (select * from sagas where ended_at is null)
        select ${columns(db)} from unfinished where state = ${state} and ${older}
        order by order_id desc, id desc limit ${limit}`;
  return rows.map(listed);
}

/** One saga. Looked for among the unfinished first: there is no index for a saga's own id. */
export async function findSaga(db: Db, id: string): Promise<ListedSaga | undefined> {
  const [unfinished] = await db<ListedRow[]>`
    select ${columns(db)} from sagas where id = ${id} and ended_at is null`;
  if (unfinished) return listed(unfinished);
  const [ended] = await db<ListedRow[]>`select ${columns(db)} from sagas where id = ${id}`;
  return ended && listed(ended);
}

/** What stands in the log and does not move by itself. */
export interface StandingSagas {
  parked: number;
  ownerless: number;
  unknownVersion: number;
}

/** Counts unfinished sagas that are parked, run by no living runner, or of none of these definitions. */
export async function countStandingSagas(
  db: Db,
  definitions: readonly { readonly name: string; readonly version: number }[],
): Promise<StandingSagas> {
  const [row] = await db<StandingSagas[]>`
    select count(*) filter (where state = 'parked')::int as parked,
      count(*) filter (
        where owner is null or owner <> all(array(select id from runners where gone is null)))::int as ownerless,
      count(*) filter (where (definition, definition_version) not in (
        select * from unnest(${plain(definitions.map(({ name }) => name))}::text[],
          ${ints(definitions.map(({ version }) => version))}::int[])))::int as unknown_version
    from sagas where ended_at is null`;
  return row!;
}
