import { refuse } from '@sagashop/chassis/errors';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { ImportKind } from '../domain/import-kinds.ts';
import { type Known, type Lookup, nameKey } from '../domain/name-key.ts';
import { hashIn } from '../domain/picture-files.ts';
import type { ReadRow } from '../domain/row-reader.ts';
import { findIdsByName, findIdsBySlug, findKeptHashes, findKnown } from '../store/import-lookups.ts';

interface Stocked {
  onHand: number;
  reserved: number;
  threshold: number | null;
  place?: string | null | undefined;
}

/** What stock says of products, by their ids. */
export type StockOf = (ids: readonly string[]) => Promise<ReadonlyMap<string, Stocked>>;

/** What is known of the products that some rows name. */
export async function lookUp(
  db: Db,
  kind: ImportKind,
  rows: readonly ReadRow[],
  stockOf: StockOf,
): Promise<Lookup> {
  const said = (field: 'id' | 'slug' | 'picture') =>
    rows.flatMap(({ values }) => (typeof values[field] === 'string' ? [values[field]] : []));
  const unnamed = rows.filter(({ values }) => values.nameEn && values.category && !values.id && !values.slug);
  const idOfSlug = await findIdsBySlug(db, said('slug'));
  const found = await findIdsByName(
    db,
    [...new Set(unnamed.map(({ values }) => String(values.category)))],
    unnamed.map(({ values }) => String(values.nameEn)),
  );
  const idsOfName = Map.groupBy(found, ({ categoryId, nameEn }) => nameKey(categoryId, nameEn));
  const ids = [...new Set([...said('id'), ...idOfSlug.values(), ...found.map(({ id }) => id)])];
  const known = await findKnown(db, ids);
  return {
    byId: kind === 'stock' ? withStock(known, await stockFor(rows, known, stockOf)) : known,
    idOfSlug,
    idsOfName: new Map([...idsOfName].map(([key, some]) => [key, some.map(({ id }) => id)])),
    lostPictures: await lostAmong(db, said('picture')),
  };
}

/** The same with what there is of each, in the place of what the catalogue says; without those that stock does not know. */
function withStock(
  known: ReadonlyMap<string, Known>,
  stock: ReadonlyMap<string, Stocked>,
): Map<string, Known> {
  return new Map(
    [...stock].flatMap(([id, { onHand, reserved, threshold, place = null }]): [string, Known][] => {
      const product = known.get(id);
      return product ? [[id, { ...product, fields: { onHand, threshold, place }, reserved }]] : [];
    }),
  );
}

/** What there is of each. Refuses with 503 where rows say places and stock, of a release before, does not. */
async function stockFor(
  rows: readonly ReadRow[],
  known: ReadonlyMap<string, Known>,
  stockOf: StockOf,
): Promise<ReadonlyMap<string, Stocked>> {
  const stock = await stockOf([...known.keys()]);
  const saysPlaces = rows.some(({ values }) => values.place !== undefined);
  if (saysPlaces && [...stock.values()].some(({ place }) => place === undefined)) throw refuse.unavailable();
  return stock;
}

async function lostAmong(db: Db, urls: readonly string[]): Promise<Set<string>> {
  const hashes = new Map(urls.flatMap((url) => (hashIn(url) ? [[url, hashIn(url)!]] : [])));
  if (hashes.size === 0) return new Set();
  const there = await findKeptHashes(db, [...hashes.values()]);
  return new Set([...hashes].filter(([, hash]) => !there.has(hash)).map(([url]) => url));
}
