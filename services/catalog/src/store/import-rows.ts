import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Outcome } from '../domain/decide.ts';
import type { Fault } from '../domain/import-faults.ts';
import type { Values } from '../domain/row-reader.ts';

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

const AT_ONCE = 1000;

/** Saves what rows would do, in the place of what was saved before; those that change nothing are not kept. */
export async function saveImportRows(tx: Db, id: string, outcomes: readonly Outcome[]): Promise<void> {
  await tx`delete from import_rows where import = ${id}`;
  const kept = outcomes.filter(({ state }) => state !== 'unchanged');
  for (let from = 0; from < kept.length; from += AT_ONCE) {
    const rows = JSON.stringify(kept.slice(from, from + AT_ONCE).map((row) => ({ ...row, import: id })));
    await tx`
      insert into import_rows (import, line, state, product, name, before, after, faults)
      select import, line, state, product, name, before, after, faults
      from json_populate_recordset(null::import_rows, ${rows}::text::json)`;
  }
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
