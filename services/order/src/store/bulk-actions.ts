import { texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { BulkAction, Outcome, Target } from '../domain/bulk.ts';

/** What is read of an action. */
export const bulkColumns = (db: Db) => db`
  id, actor, to_json(roles) as roles, origin, act, reason, courier, date::text as date, step, fault, failing, total, done, waiting, refused,
  state, created_at, ended_at`;

export type NewBulkAction = Pick<
  BulkAction,
  'id' | 'actor' | 'roles' | 'origin' | 'act' | 'reason' | 'courier' | 'date' | 'step' | 'fault'
>;

/** Inserts an action with its targets. */
export async function insertBulkAction(
  tx: Tx,
  action: NewBulkAction,
  targets: readonly Target[],
): Promise<BulkAction> {
  const { id, actor, roles, origin, act, reason, courier, date, step, fault } = action;
  const [row] = await tx<BulkAction[]>`
    insert into bulk_actions (id, actor, roles, origin, act, reason, courier, date, step, fault, total)
    values (${id}, ${actor}, ${texts(roles)}::text[], ${origin}, ${act}, ${reason}, ${courier}, ${date}, ${step}, ${fault},
      ${targets.length})
    returning ${bulkColumns(tx)}`;
  await tx`
    insert into bulk_targets (action, order_id, shipment)
    select ${id}, order_id, shipment from unnest(${uuids(targets.map(({ orderId }) => orderId))}::uuid[],
      ${uuids(targets.map(({ shipment }) => shipment))}::uuid[]) as chosen (order_id, shipment)`;
  return row!;
}

export async function countRunning(db: Db): Promise<number> {
  const [row] = await db<{ many: number }[]>`
    select count(*)::int as many from bulk_actions where state = 'running'`;
  return row!.many;
}

export async function findBulkAction(db: Db, id: string): Promise<BulkAction | undefined> {
  const [row] = await db<BulkAction[]>`select ${bulkColumns(db)} from bulk_actions where id = ${id}`;
  return row;
}

/** Actions, the newest first. */
export async function listBulkActions(
  db: Db,
  { before, limit }: { before: string | null; limit: number },
): Promise<BulkAction[]> {
  return db<BulkAction[]>`
    select ${bulkColumns(db)} from bulk_actions where ${before === null ? db`true` : db`id < ${before}`}
    order by id desc limit ${limit}`;
}

/**
 * Saves what came of some targets, each once: what another process has saved stays. Answers the action as it is then, with
 * the lease for so many seconds more, and with how many in a row have failed.
 */
export async function saveOutcomes(
  tx: Tx,
  action: string,
  {
    outcomes,
    seconds,
    failing,
  }: { outcomes: readonly (Outcome & Target)[]; seconds: number; failing: number },
): Promise<BulkAction> {
  // The action's lock first, so that two processes take their turns.
  await tx`select from bulk_actions where id = ${action} for update`;
  const [row] = await tx<BulkAction[]>`
    with saved as (
      update bulk_targets as t set state = came.state, code = came.code, attempts = t.attempts + 1
      from unnest(${uuids(outcomes.map(({ orderId }) => orderId))}::uuid[],
        ${uuids(outcomes.map(({ shipment }) => shipment))}::uuid[],
        ${texts(outcomes.map(({ state }) => state))}::text[], ${texts(outcomes.map(({ code }) => code))}::text[])
        as came (order_id, shipment, state, code)
      where t.action = ${action} and t.order_id = came.order_id and t.shipment = came.shipment and t.state = 'open'
      returning t.state)
    update bulk_actions set
      done = done + (select count(*) from saved where saved.state = 'done'),
      waiting = waiting + (select count(*) from saved where saved.state = 'waiting'),
      refused = refused + (select count(*) from saved where saved.state = 'refused'),
      failing = ${failing}, lease_until = now() + ${seconds} * interval '1 second'
    where id = ${action} returning ${bulkColumns(tx)}`;
  return row!;
}

/** Notes that an action has ended, or was stopped. Answers whether it still ran. */
export async function endBulkAction(db: Db, id: string, state: 'ended' | 'stopped'): Promise<boolean> {
  const { count } = await db`
    update bulk_actions set state = ${state}, ended_at = now() where id = ${id} and state = 'running'`;
  return count > 0;
}
