import type { Staff } from '@sagashop/audit-log/staff-of';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Kept } from '../domain/taken-back.ts';
import type { ImportProblem } from './imports.ts';

/** Notes that an import was applied or taken back, by whom, and what stayed. */
export async function saveDone(
  tx: Db,
  id: string,
  done: { state: 'applied' | 'undone'; by: string; key: string | undefined; kept: readonly Kept[] },
): Promise<void> {
  const { state, by, key = null, kept } = done;
  await tx`
    update imports set state = ${state}, problem = null, ${
      state === 'applied'
        ? tx`applied_by = ${by}, applied_key = ${key}, applied_at = now()`
        : tx`undone_by = ${by}, undone_key = ${key}, undone_at = now(), kept = ${JSON.stringify(kept)}::text::jsonb`
    }
    where id = ${id}`;
}

/** Notes why an import could not be applied or taken back; null: nothing is known against it. */
export async function saveProblem(db: Db, id: string, problem: ImportProblem | null): Promise<void> {
  await db`
    update imports set problem = ${problem && JSON.stringify(problem)}::text::jsonb
    where id = ${id} and (problem is not null or ${problem !== null})`;
}

/** Notes how far an import is. */
export async function saveProgress(db: Db, id: string, done: number, every: number): Promise<void> {
  await db`
    insert into import_progress (import, done, every) values (${id}, ${done}, ${every})
    on conflict (import) do update set done = excluded.done, every = excluded.every, at = now()`;
}

/** Notes that an import is not under way any more. */
export async function endProgress(db: Db, id: string): Promise<void> {
  await db`delete from import_progress where import = ${id}`;
}

/** Notes that stock is asked to apply an import or to take it back, and who wants it. */
export async function saveAsked(
  tx: Db,
  id: string,
  {
    state,
    staff,
    key = null,
  }: { state: 'applying' | 'undoing'; staff: Staff; key: string | undefined | null },
): Promise<void> {
  const asker = state === 'applying' ? tx`applied_by` : tx`undone_by`;
  const askerKey = state === 'applying' ? tx`applied_key` : tx`undone_key`;
  await tx`
    update imports set state = ${state}, staff = ${JSON.stringify(staff)}::text::jsonb, asked_key = ${key},
      problem = null, ${asker} = ${staff.actor.id}, ${askerKey} = ${key}
    where id = ${id}`;
  await saveProgress(tx, id, 0, 0);
}

/** Notes that stock has changed nothing, and why; not where another who asked was told that it has. */
export async function saveRefused(db: Db, id: string, problem: ImportProblem): Promise<void> {
  await db`
    update imports set state = 'checked', applied_by = null, applied_key = null,
      problem = ${JSON.stringify(problem)}::text::jsonb
    where id = ${id} and state = 'applying'`;
}

/**
 * An import of which stock was asked, and of which nobody has said anything for half a minute. For the next half a minute
 * it is the caller's: of several processes one asks.
 */
export async function takeUnfinished(db: Db): Promise<string | undefined> {
  const [row] = await db<{ id: string }[]>`
    insert into import_progress as p (import, done, every)
    select i.id, 0, 0 from imports i left join import_progress o on o.import = i.id
    where state in ('applying', 'undoing') and (o.at is null or o.at < now() - interval '30 seconds')
    order by i.id limit 1
    on conflict (import) do update set at = now() where p.at < now() - interval '30 seconds'
    returning p.import as id`;
  return row?.id;
}
