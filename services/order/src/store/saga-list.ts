import { ints, plain, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { firstIdAt, timeOfId } from '@sagashop/kernel/ids';
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
  const { steps, reason } = decodeState(data);
  const parked = steps.find(({ status }) => status === 'parked');
  const fault = parked?.reply?.kind === 'fault' ? parked.reply.message : undefined;
  return {
    ...row,
    name: row.definition,
    reason: fault ?? reason?.code ?? null,
    /** Where it stands: at the step that waits for somebody, or else the one that was begun last. */
    at: (parked ?? steps.at(-1))?.name,
    startedAt: row.startedAt.toISOString(),
    deadline: row.deadline.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    steps: steps.map((step) => ({ ...step, reply: step.reply ?? null })),
  };
}

const columns = (db: Db) => db`
  id, order_id, definition, definition_version as version, state, outcome, data, started_at, deadline, ended_at`;

interface ListQuery {
  state: SagaListState | undefined;
  /** Only those of these orders. */
  orders?: readonly string[] | undefined;
  before: { order: string; id: string } | null;
  limit: number;
}

/**
 * Sagas, those of the newest orders first. The unfinished ones, which are few, are collected by their own index
 * before they are sorted: going through all orders to find them would take longer with every day.
 */
export async function listSagas(db: Db, { state, orders, before, limit }: ListQuery): Promise<ListedSaga[]> {
  const older = before === null ? db`true` : db`(order_id, id) < (${before.order}::uuid, ${before.id}::uuid)`;
  const among = orders ? db`order_id = any(${uuids(orders)}::uuid[])` : db`true`;
  const rows =
    state === undefined || state === 'ended'
      ? await db<ListedRow[]>`
        select ${columns(db)} from sagas
        where ${state === 'ended' ? db`ended_at is not null` : db`true`} and ${older} and ${among}
        order by order_id desc, id desc limit ${limit}`
      : await db<ListedRow[]>`
        with unfinished as materialized (select * from sagas where ended_at is null)
        select ${columns(db)} from unfinished where state = ${state} and ${older} and ${among}
        order by order_id desc, id desc limit ${limit}`;
  return rows.map(listed);
}

const LAST = 2 ** 48 - 1; // ms: what an id can say
const NEAR = 60_000; // ms: the ids of an order and of the saga that places it are made together

/**
 * One saga. There is no index of all sagas' own ids: it is looked for among the unfinished, among those of the orders that
 * were placed when its id was made, and among those that came later to an order, which have an index.
 */
export async function findSaga(db: Db, id: string): Promise<ListedSaga | undefined> {
  const made = Math.min(timeOfId(id), LAST - NEAR);
  const [from, before] = [firstIdAt(Math.max(0, made - NEAR)), firstIdAt(made + NEAR)];
  const rows = await db<ListedRow[]>`
    select ${columns(db)} from sagas where id = ${id} and ended_at is null
    union all
    select ${columns(db)} from sagas where id = ${id} and ended_at is not null
      and order_id >= ${from}::uuid and order_id < ${before}::uuid
    union all
    select ${columns(db)} from sagas where id = ${id} and ended_at is not null and definition <> 'place-order'
    limit 1`;
  return rows[0] && listed(rows[0]);
}

/** The sagas of an order, the newest first. */
export async function sagasOfOrder(db: Db, order: string): Promise<ListedSaga[]> {
  return listSagas(db, { state: undefined, orders: [order], before: null, limit: 100 });
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
