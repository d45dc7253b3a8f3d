import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { Problem } from '@sagashop/kernel/problem';
import { importGoods, importPlaces, undoImport, undoImportPlaces } from '@sagashop/stock/contract';
import type { Values } from '../domain/row-reader.ts';
import type { Kept } from '../domain/taken-back.ts';
import { refuseCatalog } from '../errors.ts';
import { type ImportRow, listImportRows } from '../store/import-rows.ts';
import { saveAsked, saveDone, saveRefused } from '../store/import-states.ts';
import { findImport, type Import, type ImportState } from '../store/imports.ts';
import type { Act } from './apply-to-catalog.ts';
import { mayApply, mayUndo } from './may-act.ts';

const MOST = 100_000; // rows: more than an import can have

/** From which states on there is nothing to write down of what stock has answered. */
const BEHIND: Record<'applied' | 'undone', readonly ImportState[]> = {
  applied: ['applied', 'undoing', 'undone'],
  undone: ['undone'],
};

type Differing = { product: string; field: string; now: number | string | null };

/**
 * Has stock apply an import, or take it back. That it is asked to is written down before, and what it has answered after:
 * whoever finds an import in between asks again, and stock does each once.
 */
export async function actInStock(
  { sql, peers }: { sql: Sql; peers: Peers },
  what: 'apply' | 'undo',
  { id, staff, key, begun }: Act,
): Promise<void> {
  const asked = await sql.begin(async (tx) => {
    const one = await findImport(tx, id, true);
    const asks = { by: staff.actor.id, key };
    if (!(what === 'apply' ? mayApply(one, asks) : mayUndo(one, asks))) return undefined;
    await saveAsked(tx, id, { state: what === 'apply' ? 'applying' : 'undoing', staff, key });
    return one;
  });
  if (!asked) return;
  begun();
  await finishInStock({ sql, peers }, id);
}

/** Asks stock for what was written down to be asked of it; nothing where that was answered meanwhile. */
export async function finishInStock({ sql, peers }: { sql: Sql; peers: Peers }, id: string): Promise<void> {
  const one = await findImport(sql, id);
  if (!one?.staff || (one.state !== 'applying' && one.state !== 'undoing')) return;
  const rows = await listImportRows(sql, id, { wrong: false, after: 0, limit: MOST });
  const { actor, from } = one.staff;
  const by = { actor: { ...actor, roles: [...actor.roles] }, from };
  if (one.state === 'applying') {
    const goods = rows.map(asGoods);
    const call = goods.some((row) => 'place' in row) ? importPlaces : importGoods;
    const { outdated } = await peers.ask(call, { import: id, by, rows: goods }).catch(later);
    if (outdated.length > 0) return refuseOutdated(sql, id, rows, outdated);
    return finish(sql, one, 'applied', []);
  }
  const thresholds = rows.flatMap(({ product, before, after }) =>
    after.threshold === undefined
      ? []
      : [{ product: product!, was: numberOf(before.threshold), is: numberOf(after.threshold) }],
  );
  const places = rows.flatMap(({ product, before, after }) =>
    after.place === undefined
      ? []
      : [{ product: product!, was: placeOf(before.place), is: placeOf(after.place) }],
  );
  const call = places.length > 0 ? undoImportPlaces : undoImport;
  const { kept } = await peers.ask(call, { import: id, by, thresholds, places }).catch(later);
  return finish(sql, one, 'undone', namedAs(rows, kept, 'after'));
}

/** A release of stock before has no such call: it is asked again until there is a newer one. */
function later(error: unknown): never {
  throw error instanceof Problem && error.code === 'not_found' ? refuse.unavailable() : error;
}

async function finish(
  sql: Sql,
  one: Import,
  state: 'applied' | 'undone',
  kept: readonly Kept[],
): Promise<void> {
  const { id, staff, askedKey } = one;
  await sql.begin(async (tx) => {
    const now = await findImport(tx, id, true);
    // Another, who asked at the same time, was answered first; by now it may even be taken back.
    if (now && BEHIND[state].includes(now.state)) return;
    const by = staff!.actor.id;
    await saveDone(tx, id, { state, by, key: askedKey ?? undefined, kept });
    const applied = state === 'applied';
    const entry = { action: applied ? 'import.apply' : 'import.undo', subject: `import:${id}` } as const;
    const before = { state: applied ? 'checked' : 'applied' };
    const after = applied
      ? { state, kind: one.kind, file: one.fileName, ...one.counts }
      : { state, kept: kept.length };
    await writeAuditLog(tx, { ...(staff as Staff), ...entry, before, after });
  });
}

async function refuseOutdated(
  sql: Sql,
  id: string,
  rows: readonly ImportRow[],
  outdated: readonly Differing[],
): Promise<void> {
  const stale = namedAs(rows, outdated, 'before').map(({ imported: was, ...rest }) => ({ ...rest, was }));
  const refused = refuseCatalog.import_outdated({ count: stale.length, rows: stale });
  await saveRefused(sql, id, { code: refused.code, ...refused.more });
  throw refused;
}

/** What stock says of products, with the rows that it is about. */
function namedAs(rows: readonly ImportRow[], said: readonly Differing[], side: 'before' | 'after'): Kept[] {
  const byProduct = new Map(rows.map((row) => [row.product, row]));
  return said.flatMap(({ product, field, now }): Kept[] => {
    const row = byProduct.get(product);
    if (!row) return [];
    const name = (
      field === 'onHand' && row.after.received !== undefined ? 'received' : field
    ) as Kept['field'];
    return [{ line: row.line, product, name: row.name, field: name, imported: saidOf(row[side], name), now }];
  });
}

const saidOf = (values: Values, field: Kept['field']) => values[field as keyof Values] ?? null;

function asGoods({ product, before, after }: ImportRow) {
  return {
    product: product!,
    ...(after.onHand !== undefined && { onHand: { was: Number(before.onHand), is: Number(after.onHand) } }),
    ...(after.received !== undefined && { received: Number(after.received) }),
    ...(after.threshold !== undefined && {
      threshold: { was: numberOf(before.threshold), is: numberOf(after.threshold) },
    }),
    ...(after.place !== undefined && { place: { was: placeOf(before.place), is: placeOf(after.place) } }),
  };
}

const placeOf = (value: Values[keyof Values]): string | null =>
  value === undefined || value === null ? null : String(value);

const numberOf = (value: Values[keyof Values]): number | null =>
  value === undefined || value === null ? null : Number(value);
