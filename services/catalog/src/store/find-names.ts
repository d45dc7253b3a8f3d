import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { kept } from './products.ts';

/** The names of those of these products that were not taken away for good, in no order. */
export async function findNames(db: Db, ids: readonly string[]) {
  const rows = await db<{ id: string; nameEn: string; nameRu: string }[]>`
    select id, name_en, name_ru from products p where id = any(${uuids(ids)}::uuid[]) and ${kept(db)}`;
  return rows.map(({ id, nameEn, nameRu }) => ({ id, name: { en: nameEn, ru: nameRu } }));
}
