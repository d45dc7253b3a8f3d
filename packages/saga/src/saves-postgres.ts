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
  const last = new Map(saves.map((save) => [key(save), save]));
  if (last.size === 0) return new Map();
  const unique = [...last.values()];
  const rows = await db<Held[]>`
    with n as materialized (
      select * from unnest(
        ${plain(unique.map((save) => save.order))}::uuid[],
        ${plain(unique.map((save) => save.saga))}::uuid[],
        ${plain(unique.map((save) => save.version))}::int[],
        ${plain(unique.map((save) => statusOf(save.state)))}::text[],
        ${plain(unique.map((save) => save.state.ended ?? null))}::text[],
        string_to_array(${lines(unique.map((save) => encodeState(save.state)))}, chr(10))
      ) as n(order_id, id, version, state, outcome, data)
    ), mine as materialized (
      select s.order_id, s.id, n.state, n.outcome, n.data
      from n join sagas s on s.order_id = n.order_id and s.id = n.id and s.version = n.version
      order by s.order_id, s.id for update of s
    )
    update sagas s
    set state = mine.state, outcome = mine.outcome, data = mine.data, updated_at = now(),
      ended_at = case when mine.state = 'ended' then coalesce(s.ended_at, now()) end
    from mine where s.order_id = mine.order_id and s.id = mine.id
    returning s.id, s.version`;
  const written = new Map<string, SagaState>();
  for (const row of rows) {
    const at = key({ saga: row.id, version: row.version });
    const save = last.get(at);
    if (save) written.set(at, save.state);
  }
  return written;
}
