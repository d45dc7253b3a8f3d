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
    byId: kind === 'stock' ? await withStock(known, stockOf) : known,
    idOfSlug,
    idsOfName: new Map([...idsOfName].map(([key, some]) => [key, some.map(({ id }) => id)])),
    lostPictures: await lostAmong(db, said('picture')),
  };
}

/** The same with what there is of each, in the place of what the catalogue says; without those that stock does not know. */
async function withStock(known: ReadonlyMap<string, Known>, stockOf: StockOf): Promise<Map<string, Known>> {
  const stock = await stockOf([...known.keys()]);
  return new Map(
    [...stock].flatMap(([id, { onHand, reserved, threshold, place = null }]): [string, Known][] => {
      const product = known.get(id);
      return product ? [[id, { ...product, fields: { onHand, threshold, place }, reserved }]] : [];
    }),
  );
}

async function lostAmong(db: Db, urls: readonly string[]): Promise<Set<string>> {
  const hashes = new Map(urls.flatMap((url) => (hashIn(url) ? [[url, hashIn(url)!]] : [])));
  if (hashes.size === 0) return new Set();
  const there = await findKeptHashes(db, [...hashes.values()]);
  return new Set([...hashes].filter(([, hash]) => !there.has(hash)).map(([url]) => url));
}
