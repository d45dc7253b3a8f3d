import type { Staff } from '@sagashop/audit-log/staff-of';
import { type AuditEntry, writeAuditEntries } from '@sagashop/audit-log/write-audit-log';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { longTransaction } from '@sagashop/csv/long-transaction';
import type { StaffAct } from '@sagashop/vocabulary/staff-acts';
import type { Goods } from '../domain/goods.ts';
import { changeBy, differing, type ImportedRow } from '../domain/imported.ts';
import type { StaffMovement } from '../domain/movement.ts';
import { lockGoods, saveThresholds } from '../store/goods.ts';
import { type Differing, lockImport, movedBy, noteImport, noteUndone } from '../store/imports.ts';
import { insertStaffMovements } from '../store/movements.ts';
import { productsOf, stockedIds } from '../store/stocked-ids.ts';
import { saveAndPublish } from './save-and-publish.ts';

const MOST_TOLD = 100;

interface Import {
  import: string;
  by: Staff;
}

/** A threshold that an import changed. */
interface Limit {
  product: string;
  was: number | null;
  is: number | null;
}

/** A product as an import changes it. */
interface Change {
  goods: Goods;
  movement: Pick<StaffMovement, 'reason' | 'quantity'> | undefined;
  threshold: { is: number | null } | undefined;
}

/** Changes many products as a file says, all of them or none; an import that was applied is not applied again. */
export async function importGoods(
  sql: Sql,
  { import: id, by, rows }: Import & { rows: readonly ImportedRow[] },
): Promise<{ outdated: Differing[] }> {
  return longTransaction(sql, async (tx) => {
    // Variants may have come since the file was compared. Of several it does not say which it means.
    const products = rows.map(({ product }) => product);
    const ids = await stockedIds(tx, products);
    const locked = await lockMany(tx, [...ids.values()].flat());
    const goods = new Map(
      [...ids].flatMap(([product, [only, ...more]]): [string, Goods][] => {
        const one = locked.get(only!);
        return one && more.length === 0 ? [[product, one]] : [];
      }),
    );
    // Behind the locks: a copy of the request that came at the same time has ended by now.
    if (await lockImport(tx, id)) return { outdated: [] };
    const outdated = rows.flatMap((row) => differing(goods.get(row.product), row));
    if (outdated.length > 0) return { outdated: outdated.slice(0, MOST_TOLD) };
    await noteImport(tx, id);
    const changes = rows.map((row): Change => {
      const before = goods.get(row.product)!;
      const quantity = changeBy(before, row);
      const reason = row.onHand ? 'counted' : 'received';
      const movement = quantity === 0 ? undefined : ({ reason, quantity } as const);
      return { goods: before, movement, threshold: row.threshold };
    });
    await write(tx, { import: id, by }, 'import.apply', changes);
    return { outdated: [] };
  });
}

/** Takes an import back as far as that can be, once. One that was never applied here has nothing to take back. */
export async function undoImport(
  sql: Sql,
  { import: id, by, thresholds }: Import & { thresholds: readonly Limit[] },
): Promise<{ kept: Differing[] }> {
  return longTransaction(sql, async (tx) => {
    const moved = new Map((await movedBy(tx, id)).map(({ product, quantity }) => [product, quantity]));
    const owners = await productsOf(tx, [...moved.keys()]);
    const limits = await limitsOf(
      tx,
      thresholds,
      new Map([...owners].map(([one, product]) => [product, one])),
    );
    const goods = await lockMany(tx, [...new Set([...moved.keys(), ...limits.keys()])]);
    const done = await lockImport(tx, id);
    if (!done || done.undone) return { kept: done?.kept ?? [] };
    const kept: Differing[] = [];
    const changes = [...goods].map(([product, before]): Change => {
      const back = -(moved.get(product) ?? 0);
      const short = before.onHand + back < before.reserved;
      const named = owners.get(product) ?? limits.get(product)?.product ?? product;
      if (short) kept.push({ product: named, field: 'onHand', now: before.onHand });
      const limit = limits.get(product);
      const edited = limit && limit.is !== before.threshold;
      if (edited) kept.push({ product: named, field: 'threshold', now: before.threshold });
      const movement = short || back === 0 ? undefined : ({ reason: 'correction', quantity: back } as const);
      return { goods: before, movement, threshold: limit && !edited ? { is: limit.was } : undefined };
    });
    await noteUndone(tx, id, kept);
    await write(tx, { import: id, by }, 'import.undo', changes);
    return { kept };
  });
}

/** Thresholds by what is stocked: the variant that the import moved, or the one that is left. */
async function limitsOf(
  tx: Tx,
  thresholds: readonly Limit[],
  moved: ReadonlyMap<string, string>,
): Promise<Map<string, Limit>> {
  const products = thresholds.map(({ product }) => product);
  const ids = await stockedIds(tx, products);
  const stocked = (product: string) => {
    const [only, ...more] = ids.get(product)!;
    return moved.get(product) ?? (more.length === 0 ? only! : product);
  };
  return new Map(thresholds.map((one) => [stocked(one.product), one]));
}

async function lockMany(tx: Tx, products: readonly string[]): Promise<Map<string, Goods>> {
  return new Map((await lockGoods(tx, products)).map((goods) => [goods.productId, goods]));
}

/** Writes movements, thresholds, and the entries of the audit log. */
async function write(tx: Tx, whole: Import, action: StaffAct, changes: readonly Change[]): Promise<void> {
  const { import: id, by } = whole;
  const moved = changes.flatMap(({ goods, movement }) =>
    movement ? [{ ...movement, before: goods, onHand: goods.onHand + movement.quantity }] : [],
  );
  const limited = changes.filter(({ threshold }) => threshold !== undefined);
  const thresholds = new Map(limited.map(({ goods, threshold }) => [goods.productId, threshold!.is]));
  const movements = moved.map(({ before, reason, quantity, onHand }) => ({
    ...{ productId: before.productId, reason, quantity, onHand },
    ...{ cause: id, by: by.actor.id, note: null },
  }));
  if (movements.length > 0) await insertStaffMovements(tx, movements);
  if (thresholds.size > 0) await saveThresholds(tx, thresholds);
  // By its new threshold a product may have become low.
  const after = moved.map(({ before, onHand }) => {
    const { productId, threshold } = before;
    return {
      ...before,
      onHand,
      threshold: thresholds.has(productId) ? thresholds.get(productId)! : threshold,
    };
  });
  await saveAndPublish(tx, after);
  await writeAuditEntries(tx, [
    entryOfWhole(whole, action, changes.length),
    ...moved.map(({ before, reason, onHand }) => ({
      ...entryOf(whole, before, reason === 'received' ? 'stock.receive' : 'stock.adjust'),
      ...{ before: { onHand: before.onHand }, after: { onHand } },
    })),
    ...limited.map(({ goods, threshold }) => ({
      ...entryOf(whole, goods, 'stock.change'),
      ...{ before: { threshold: goods.threshold }, after: { threshold: threshold!.is } },
    })),
  ]);
}

const entryOf = ({ import: id, by }: Import, { productId }: Goods, action: StaffAct) => ({
  ...by,
  action,
  subject: `product:${productId}`,
  reason: `import ${id}`,
});

/** The cause of its movements is its id: by that the audit finds it. */
function entryOfWhole({ import: id, by }: Import, action: StaffAct, products: number): AuditEntry {
  const entry = { ...by, action, subject: `import:${id}`, before: {}, after: { products } };
  return action === 'import.apply' ? { ...entry, id } : entry;
}
