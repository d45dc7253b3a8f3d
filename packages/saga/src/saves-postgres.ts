import type { Sql, TransactionSql } from 'postgres';
import { lines, plain } from './arrays.ts';
import { encodeState } from './encode.ts';
import type { SaveItem } from './log.ts';
import { type SagaState, statusOf } from './state.ts';

export type Save = Pick<SaveItem, 'saga' | 'order' | 'version' | 'state'>;
type Db = Sql | TransactionSql;

interface Held {
  id: string;
  version: number;
}

/** One run of one saga: in a batch the same saga may also be there under the version of an older run. */
export const key = ({ saga, version }: Pick<Save, 'saga' | 'version'>) => `${saga} ${version}`;

/** Locks the sagas that are still of these versions, sorted by order, and says which they are. */
export async function lockSagas(tx: Db, saves: readonly Save[]): Promise<Set<string>> {
  const rows = await tx<Held[]>`
    select s.id, s.version
    from unnest(
      ${plain(saves.map((save) => save.order))}::uuid[],
      ${plain(saves.map((save) => save.saga))}::uuid[],
      ${plain(saves.map((save) => save.version))}::int[]
    ) as n(order_id, id, version)
    join sagas s on s.order_id = n.order_id and s.id = n.id and s.version = n.version
    order by s.order_id, s.id for update of s`;
  return new Set(rows.map((row) => key({ saga: row.id, version: row.version })));
}

/**
 * Writes states under the version check, and gives back those that were written. Of two states of one run the
 * last counts. Rows are locked sorted by order before they are changed, so that no two batches deadlock.
 */
export async function writeSagas(db: Db, saves: readonly Save[]): Promise<Map<string, SagaState>> {
  const last = lastOfEach(saves);
  if (last.size === 0) return new Map();
  const unique = [...last.values()];
  const written = await db`
    with n as materialized (select * from ${rowsOf(db, unique)}),
    mine as materialized (
      select n.* from n join sagas s on s.order_id = n.order_id and s.id = n.id and s.version = n.version
      order by s.order_id, s.id for update of s
    )
    update sagas s set ${changes(db)} from mine as n where s.order_id = n.order_id and s.id = n.id`;
  const held = written.count === unique.length ? undefined : await lockSagas(db, unique);
  return statesOf(last, held);
}

/** As `writeSagas`, for rows that this transaction has locked and whose versions it has checked. */
export async function writeLockedSagas(db: Db, saves: readonly Save[]): Promise<Map<string, SagaState>> {
  const last = lastOfEach(saves);
  if (last.size > 0) {
    await db`
      update sagas s set ${changes(db)} from ${rowsOf(db, [...last.values()])}
      where s.order_id = n.order_id and s.id = n.id and s.version = n.version`;
  }
  return statesOf(last, undefined);
}

const lastOfEach = (saves: readonly Save[]) => new Map(saves.map((save) => [key(save), save]));

const changes = (db: Db) => db`
  state = n.state, outcome = n.outcome, data = n.data, updated_at = now(),
  ended_at = case when n.state = 'ended' then coalesce(s.ended_at, now()) end`;

function rowsOf(db: Db, saves: readonly Save[]) {
  return db`
    unnest(
      ${plain(saves.map((save) => save.order))}::uuid[],
      ${plain(saves.map((save) => save.saga))}::uuid[],
      ${plain(saves.map((save) => save.version))}::int[],
      ${plain(saves.map((save) => statusOf(save.state)))}::text[],
      ${plain(saves.map((save) => save.state.ended ?? null))}::text[],
      string_to_array(${lines(saves.map((save) => encodeState(save.state)))}, chr(10))
    ) as n(order_id, id, version, state, outcome, data)`;
}

/** All of them, or those that are still held under their version: versions only rise, so the others are lost. */
function statesOf(saves: Map<string, Save>, held: Set<string> | undefined): Map<string, SagaState> {
  const states = new Map<string, SagaState>();
  for (const [at, save] of saves) if (!held || held.has(at)) states.set(at, save.state);
  return states;
}
