import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { longTransaction } from '@sagashop/csv/long-transaction';
import { keepFiles } from '@sagashop/pictures/files';
import { nameKey } from '../domain/name-key.ts';
import { hashIn } from '../domain/picture-files.ts';
import { type ProductText, UNSAID } from '../domain/product.ts';
import type { Values } from '../domain/row-reader.ts';
import { type Stale, staleIn } from '../domain/stale.ts';
import { refuseCatalog } from '../errors.ts';
import { findIdsByName, findKnown } from '../store/import-lookups.ts';
import { type ImportRow, listImportRows } from '../store/import-rows.ts';
import { saveDone } from '../store/import-states.ts';
import { findImport } from '../store/imports.ts';
import { lockImports } from '../store/lock-imports.ts';
import { changeProducts, lockImported, withWordsByHand } from '../store/many-products.ts';
import { insertProducts } from '../store/products.ts';
import { categoryNames } from './category-names.ts';
import { logImported } from './log-import.ts';
import { mayApply } from './may-act.ts';

const AT_ONCE = 1000;
const MOST_TOLD = 100;

/** What is done with an import: by whom, by which key, and who is told that it begins and how many of its rows are done. */
export interface Act {
  id: string;
  staff: Staff;
  key: string | undefined;
  /** Nobody else does it, nobody has done it, and it may be done. */
  begun: () => void;
  tell: (done: number, every: number) => Promise<void>;
}

/**
 * Applies an import of products or prices, all of its rows or none. Each product must still be as it was when the file was
 * compared: where one is not, 409 `import_outdated` says which.
 */
export async function applyToCatalog(sql: Sql, { id, staff, key, begun, tell }: Act): Promise<void> {
  await longTransaction(sql, async (tx) => {
    if (!(await lockImports(tx))) throw refuseCatalog.import_under_way();
    const one = await findImport(tx, id, true);
    if (!mayApply(one, { by: staff.actor.id, key })) return;
    begun();
    const changed = await lockImported(tx, id, { made: false });
    await assertNothingStale(tx, id);
    const every = one.counts.new + one.counts.changed;
    let done = 0;
    const write = async () => {
      for await (const rows of batches(tx, id)) {
        await writeRows(tx, rows);
        await logImported(tx, staff, id, rows.map(loggedAs));
        await tell((done += rows.length), every);
      }
    };
    await withWordsByHand(tx, changed, { texts: one.kind === 'products' }, write);
    await saveDone(tx, id, { state: 'applied', by: staff.actor.id, key, kept: [] });
    const { kind, fileName: file, counts } = one;
    const after = { state: 'applied', kind, file, ...counts };
    const entry = {
      action: 'import.apply',
      subject: `import:${id}`,
      before: { state: 'checked' },
      after,
    } as const;
    await writeAuditLog(tx, { ...staff, ...entry });
  });
}

/** The rows of an import that change something, some at a time. */
export async function* batches(tx: Tx, id: string): AsyncGenerator<ImportRow[]> {
  for (let after = 0; ; ) {
    const rows = await listImportRows(tx, id, { wrong: false, after, limit: AT_ONCE });
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.line;
  }
}

async function assertNothingStale(tx: Tx, id: string): Promise<void> {
  const { nodes } = await categoryNames(tx);
  const stale: Stale[] = [];
  for await (const rows of batches(tx, id)) {
    const ids = rows.flatMap(({ state, product }) => (state === 'changed' ? [product!] : []));
    const known = await findKnown(tx, ids);
    for (const row of rows)
      stale.push(...staleIn(row, known.get(row.product!), (one) => nodes.has(String(one))));
    stale.push(...(await madeSince(tx, rows)));
  }
  if (stale.length > 0)
    throw refuseCatalog.import_outdated({ count: stale.length, rows: stale.slice(0, MOST_TOLD) });
}

/** New products that are there by now, under the same name in the same category: a file that is applied twice makes none twice. */
async function madeSince(tx: Tx, rows: readonly ImportRow[]): Promise<Stale[]> {
  const fresh = rows.filter(({ state }) => state === 'new');
  if (fresh.length === 0) return [];
  const shelves = new Set(fresh.map(({ after }) => String(after.category)));
  const names = fresh.map(({ after }) => String(after.nameEn));
  const found = await findIdsByName(tx, [...shelves], names);
  const made = new Map(found.map(({ id, categoryId, nameEn }) => [nameKey(categoryId, nameEn), id]));
  return fresh.flatMap(({ line, name, after }): Stale[] => {
    const product = made.get(nameKey(after.category, after.nameEn));
    return product ? [{ line, product, name, field: 'product', was: null, now: name }] : [];
  });
}

async function writeRows(tx: Tx, rows: readonly ImportRow[]): Promise<void> {
  const fresh = rows.filter(({ state }) => state === 'new');
  if (fresh.length > 0)
    await insertProducts(
      tx,
      fresh.map(({ product, after }) => ({ ...productOf(after), id: product! })),
    );
  await changeProducts(
    tx,
    rows.flatMap(({ state, product, after }) =>
      state === 'changed' ? [{ id: product!, fields: after }] : [],
    ),
  );
  const hashes = rows.flatMap(({ after }) => hashIn(String(after.picture ?? '')) ?? []);
  if (hashes.length > 0) await keepFiles(tx, hashes);
}

/** A new product as a file says it. */
function productOf(said: Values): ProductText {
  const text = (one: Values[keyof Values]) => String(one ?? '');
  return {
    ...UNSAID,
    name: { en: text(said.nameEn), ru: text(said.nameRu) },
    description: { en: text(said.descriptionEn), ru: text(said.descriptionRu) },
    price: Number(said.price),
    categoryId: text(said.category),
    pictures: said.picture ? [{ url: text(said.picture) }] : [],
    facts: [],
    options: [],
    published: said.published !== false,
  };
}

const loggedAs = ({ state, product, before, after }: ImportRow) => ({
  action: state === 'new' ? ('product.create' as const) : ('product.change' as const),
  product: product!,
  before,
  after,
});
