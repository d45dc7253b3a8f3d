import type { Staff } from '@sagashop/audit-log/staff-of';
import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { ImportColumn } from '../domain/import-columns.ts';
import type { ImportKind } from '../domain/import-kinds.ts';
import type { Kept } from '../domain/taken-back.ts';

export type ImportState = 'checked' | 'applying' | 'applied' | 'undoing' | 'undone';

/** How many rows would do what. */
export interface Counts {
  new: number;
  changed: number;
  unchanged: number;
  wrong: number;
}

/** Why an import could not be applied or taken back. */
export interface ImportProblem {
  code: string;
  rows?: object[];
}

/** An import, without its rows. */
export interface Import {
  id: string;
  kind: ImportKind;
  state: ImportState;
  fileName: string;
  encoding: string;
  columns: ImportColumn[];
  counts: Counts;
  createdBy: string;
  createdAt: Date;
  appliedBy: string | null;
  appliedAt: Date | null;
  appliedKey: string | null;
  undoneBy: string | null;
  undoneAt: Date | null;
  undoneKey: string | null;
  problem: ImportProblem | null;
  kept: Kept[];
  emptied: boolean;
  /** Whether it was applied so short a time ago that it can be taken back. */
  isYoung: boolean;
  /** Who asked stock last, and by which key. */
  staff: Staff | null;
  askedKey: string | null;
  /** How far it is, where it is under way. */
  progress: { done: number; every: number } | null;
}

type NewImport = Pick<Import, 'id' | 'kind' | 'fileName' | 'encoding' | 'columns' | 'counts' | 'createdBy'>;

// What has said nothing of itself for 15 seconds is not under way any more: its process has died.
const columns = (db: Db) => db`
  i.id, kind, state, file_name, encoding, columns, counts, created_by, created_at, applied_by, applied_at, applied_key, undone_by, undone_at,
  undone_key, problem, kept, emptied, coalesce(applied_at > now() - interval '24 hours', false) as is_young, staff, asked_key,
  case when p.at > now() - interval '15 seconds'
    then json_build_object('done', p.done, 'every', p.every) end as progress`;

/** Saves a file that was read, and what was read of it. */
export async function insertImport(tx: Db, one: NewImport, bytes: Buffer): Promise<void> {
  await tx`
    insert into imports (id, kind, file_name, encoding, columns, counts, created_by)
    values (${one.id}, ${one.kind}, ${one.fileName}, ${one.encoding}, ${JSON.stringify(one.columns)}::text::jsonb,
      ${JSON.stringify(one.counts)}::text::jsonb, ${one.createdBy})`;
  // As base64: the driver writes bytes as hexadecimal digits, half as many again, of which it makes three copies.
  await tx`
    insert into import_files (import, bytes) values (${one.id}, decode(${bytes.toString('base64')}::text, 'base64'))`;
}

/** Saves what was read of it another time. */
export async function saveChecked(
  tx: Db,
  id: string,
  { columns: said, counts }: Pick<Import, 'columns' | 'counts'>,
): Promise<void> {
  await tx`
    update imports set columns = ${JSON.stringify(said)}::text::jsonb, counts = ${JSON.stringify(counts)}::text::jsonb,
      problem = null
    where id = ${id}`;
}

export async function findImport(db: Db, id: string, lock = false): Promise<Import | undefined> {
  const [row] = await db<Import[]>`
    select ${columns(db)} from imports i left join import_progress p on p.import = i.id
    where i.id = ${id} ${lock ? db`for no key update of i` : db``}`;
  return row;
}

/** Imports, the newest first, from before an id on. */
export function listImports(db: Db, before: string | undefined, limit: number): Promise<Import[]> {
  return db<Import[]>`
    select ${columns(db)} from imports i left join import_progress p on p.import = i.id
    where true ${before ? db`and i.id < ${before}` : db``} order by i.id desc limit ${limit}`;
}

/** The bytes of its file; undefined where it is gone. */
export async function findImportFile(db: Db, id: string): Promise<Uint8Array | undefined> {
  const [row] = await db<{ bytes: Uint8Array }[]>`select bytes from import_files where import = ${id}`;
  return row?.bytes;
}

/** Takes the files and the rows away of imports that are older than so many days. Answers how many it were. */
export async function emptyOldImports(db: Db, days: number, most: number): Promise<number> {
  const old = await db<{ id: string }[]>`
    select id from imports where not emptied and created_at < now() - ${days} * interval '1 day'
      and state not in ('applying', 'undoing') order by id limit ${most}`;
  const ids = uuids(old.map(({ id }) => id));
  if (old.length === 0) return 0;
  await db`delete from import_rows where import = any(${ids}::uuid[])`;
  await db`delete from import_files where import = any(${ids}::uuid[])`;
  await db`delete from import_progress where import = any(${ids}::uuid[])`;
  await db`update imports set emptied = true where id = any(${ids}::uuid[])`;
  return old.length;
}
