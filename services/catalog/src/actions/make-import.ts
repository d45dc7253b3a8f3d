import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { goodsOf } from '@sagashop/stock/contract';
import type { Mapping } from '../domain/import-columns.ts';
import type { ImportKind } from '../domain/import-kinds.ts';
import { refuseCatalog } from '../errors.ts';
import { saveImportRows } from '../store/import-rows.ts';
import { findImport, findImportFile, insertImport, saveChecked } from '../store/imports.ts';
import { type CheckedImport, checkImport } from './check-import.ts';
import type { StockOf } from './look-up.ts';

/** What stock is asked of products. */
const stockBy =
  (peers: Peers): StockOf =>
  async (ids) => {
    if (ids.length === 0) return new Map();
    const { items } = await peers.ask(goodsOf, { products: [...ids] });
    return new Map(items.map(({ id, ...goods }) => [id, goods]));
  };

interface Parts {
  sql: Sql;
  peers: Peers;
  currency: string;
}

export interface SentFile {
  kind: ImportKind;
  fileName: string;
  bytes: Buffer;
  mapping: Mapping;
}

/** Reads a file that was sent, and compares it with what is there. Nothing is changed or kept. */
export function readImport({ sql, peers, currency }: Parts, file: SentFile): Promise<CheckedImport> {
  return checkImport(sql, { ...file, currency, stockOf: stockBy(peers) });
}

/** Keeps a file that was read, to be applied later. */
export async function keepImport(
  tx: Tx,
  id: string,
  { file, checked, staff }: { file: SentFile; checked: CheckedImport; staff: Staff },
): Promise<void> {
  const { kind, fileName, bytes } = file;
  await insertImport(tx, { id, kind, fileName, ...checked, createdBy: staff.actor.id }, bytes);
  await saveImportRows(tx, id, checked.rows);
  const after = { kind, file: fileName, ...checked.counts };
  await writeAuditLog(tx, { ...staff, action: 'import.check', subject: `import:${id}`, before: {}, after });
}

/**
 * Reads an import's file again: with other columns, or since something was changed meanwhile. Refuses one that was applied
 * (409 `already_applied`), and one that is too old.
 */
export async function checkAgain(
  parts: Parts,
  id: string,
  { mapping, staff }: { mapping: Mapping | undefined; staff: Staff },
): Promise<void> {
  const { sql } = parts;
  const one = await findImport(sql, id);
  if (!one) throw refuse.not_found();
  if (one.state !== 'checked') throw refuseCatalog.already_applied();
  const bytes = await findImportFile(sql, id);
  if (!bytes) throw refuseCatalog.import_emptied();
  const said = mapping ?? Object.fromEntries(one.columns.map(({ name, field }) => [name, field]));
  const { kind, fileName } = one;
  const checked = await readImport(parts, { kind, fileName, bytes: Buffer.from(bytes), mapping: said });
  await sql.begin(async (tx) => {
    const now = await findImport(tx, id, true);
    if (now?.state !== 'checked') throw refuseCatalog.already_applied();
    await saveChecked(tx, id, checked);
    await saveImportRows(tx, id, checked.rows);
    const [before, after] = [{ ...one.counts }, { ...checked.counts }];
    await writeAuditLog(tx, { ...staff, action: 'import.check', subject: `import:${id}`, before, after });
  });
}
