import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Localized } from '../domain/localized.ts';
import { kept } from './products.ts';

interface NameRow {
  id: string;
  nameEn: string;
  nameRu: string;
  variantEn: string | null;
  variantRu: string | null;
  gone: boolean;
}

/** The names of products and variants, in no order; without those of products that were taken away for good. */
export async function findNames(db: Db, ids: readonly string[]) {
  const rows = await db<NameRow[]>`
    select p.id, p.name_en, p.name_ru, v.name_en as variant_en, v.name_ru as variant_ru,
      v.deleted_at is not null as gone
    from products p left join product_variants v on v.id = p.id
    where p.id = any(${uuids(ids)}::uuid[]) and ${kept(db)}
    union all
    select v.id, p.name_en, p.name_ru, v.name_en, v.name_ru, v.deleted_at is not null
    from product_variants v join products p on p.id = v.product
    where v.id = any(${uuids(ids)}::uuid[]) and v.id <> v.product and ${kept(db)}`;
  return rows.map(({ id, nameEn, nameRu, variantEn, variantRu, gone }) => ({
    id,
    name: { en: nameEn, ru: nameRu },
    ...(variantEn && variantRu && { variant: { en: variantEn, ru: variantRu } satisfies Localized }),
    ...(gone && { gone }),
  }));
}
