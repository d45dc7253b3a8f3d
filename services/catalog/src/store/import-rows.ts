import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Fault } from '../domain/import-faults.ts';
import type { Values } from '../domain/row-reader.ts';
import type { PackedRows } from './packed-rows.ts';

/** A row that changes something or is wrong, as it is kept. */
export interface ImportRow {
  line: number;
  state: 'new' | 'changed' | 'wrong';
  product: string | null;
  name: string;
  before: Values;
  after: Values;
  faults: Fault[];
}

/** Saves what rows would do, in the place of what was saved before. */
export async function saveImportRows(tx: Db, id: string, packed: readonly PackedRows[]): Promise<void> {
  await tx`delete from import_rows where import = ${id}`;
  for (const rows of packed)
    await tx`
      insert into import_rows (import, line, state, product, name, before, after, faults)
      select ${id}, line, state, product, name, before, after, faults
      from json_populate_recordset(null::import_rows, ${rows.toString()}::text::json)`;
}

/** Rows that are wrong, or those that change something, in the order of the file, from behind a line on. */
export function listImportRows(
  db: Db,
  id: string,
  { wrong, after, limit }: { wrong: boolean; after: number; limit: number },
): Promise<ImportRow[]> {
  return db<ImportRow[]>`
    select line, state, product, name, before, after, faults from import_rows
    where import = ${id} and (state = 'wrong') = ${wrong} and line > ${after} order by line limit ${limit}`;
}
