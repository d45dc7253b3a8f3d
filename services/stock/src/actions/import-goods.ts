import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { longTransaction } from '@sagashop/csv/long-transaction';
import type { Goods } from '../domain/goods.ts';
import { changeBy, differing, type ImportedRow } from '../domain/imported.ts';
import { lockGoods, placesIn } from '../store/goods.ts';
import { type Differing, lockImport, movedBy, noteImport, noteUndone } from '../store/imports.ts';
import { productsOf, stockedIds } from '../store/stocked-ids.ts';
import { type Import, type ImportedChange, writeImport } from './write-import.ts';

const MOST_TOLD = 100;

/** A threshold or a place that an import changed. */
interface Setting<V> {
  product: string;
  was: V | null;
  is: V | null;
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
    const places = await placesIn(tx, [...locked.keys()]);
    const outdated = rows.flatMap((row) => {
      const one = goods.get(row.product);
      return differing(one, (one && places.get(one.productId)) ?? null, row);
    });
    if (outdated.length > 0) return { outdated: outdated.slice(0, MOST_TOLD) };
    await noteImport(tx, id);
    const changes = rows.map((row): ImportedChange => {
      const before = goods.get(row.product)!;
      const quantity = changeBy(before, row);
      const reason = row.onHand ? 'counted' : 'received';
      const movement = quantity === 0 ? undefined : ({ reason, quantity } as const);
      return { goods: before, movement, threshold: row.threshold, place: row.place };
    });
    await writeImport(tx, { import: id, by }, 'import.apply', changes);
    return { outdated: [] };
  });
}

/** Takes an import back as far as that can be, once. One that was never applied here has nothing to take back. */
export async function undoImport(
  sql: Sql,
  {
    import: id,
    by,
    thresholds,
    places = [],
  }: Import & { thresholds: readonly Setting<number>[]; places?: readonly Setting<string>[] | undefined },
): Promise<{ kept: Differing[] }> {
  return longTransaction(sql, async (tx) => {
    const moved = new Map((await movedBy(tx, id)).map(({ product, quantity }) => [product, quantity]));
    const owners = await productsOf(tx, [...moved.keys()]);
    const movedOf = new Map([...owners].map(([one, product]) => [product, one]));
    const limits = await settingsOf(tx, thresholds, movedOf);
    const spots = await settingsOf(tx, places, movedOf);
    const goods = await lockMany(tx, [...new Set([...moved.keys(), ...limits.keys(), ...spots.keys()])]);
    const lies = await placesIn(tx, [...spots.keys()]);
    const done = await lockImport(tx, id);
    if (!done || done.undone) return { kept: done?.kept ?? [] };
    const kept: Differing[] = [];
    const changes = [...goods].map(([product, before]): ImportedChange => {
      const back = -(moved.get(product) ?? 0);
      const short = before.onHand + back < before.reserved;
      const [limit, spot] = [limits.get(product), spots.get(product)];
      const named = owners.get(product) ?? limit?.product ?? spot?.product ?? product;
      if (short) kept.push({ product: named, field: 'onHand', now: before.onHand });
      const edited = limit && limit.is !== before.threshold;
      if (edited) kept.push({ product: named, field: 'threshold', now: before.threshold });
      const now = lies.get(product) ?? null;
      const elsewhere = spot && spot.is !== now;
      if (elsewhere) kept.push({ product: named, field: 'place', now });
      const movement = short || back === 0 ? undefined : ({ reason: 'correction', quantity: back } as const);
      const threshold = limit && !edited ? { is: limit.was } : undefined;
      const place = spot && !elsewhere ? { was: now, is: spot.was } : undefined;
      return { goods: before, movement, threshold, place };
    });
    await noteUndone(tx, id, kept);
    await writeImport(tx, { import: id, by }, 'import.undo', changes);
    return { kept };
  });
}

/** Thresholds or places by what is stocked: the variant that the import moved, or the one that is left. */
async function settingsOf<V>(
  tx: Tx,
  settings: readonly Setting<V>[],
  moved: ReadonlyMap<string, string>,
): Promise<Map<string, Setting<V>>> {
  const products = settings.map(({ product }) => product);
  const ids = await stockedIds(tx, products);
  const stocked = (product: string) => {
    const [only, ...more] = ids.get(product)!;
    return moved.get(product) ?? (more.length === 0 ? only! : product);
  };
  return new Map(settings.map((one) => [stocked(one.product), one]));
}

async function lockMany(tx: Tx, products: readonly string[]): Promise<Map<string, Goods>> {
  return new Map((await lockGoods(tx, products)).map((goods) => [goods.productId, goods]));
}
