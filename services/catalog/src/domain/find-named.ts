import type { FaultCode } from './import-faults.ts';
import type { ImportField } from './import-kinds.ts';
import { type Known, type Lookup, nameKey } from './name-key.ts';
import type { Values } from './row-reader.ts';

type Named = { product?: Known } | { wrong: FaultCode; field: ImportField };

/** Which product a row names: by id, by the end of its address, or by its English name and its category. */
export function findNamed({ id, slug, nameEn, category }: Values, known: Lookup): Named {
  const bySlug = slug === undefined ? undefined : known.idOfSlug.get(String(slug));
  if (slug !== undefined && bySlug === undefined && id === undefined)
    return { wrong: 'unknown_product', field: 'slug' };
  if (id !== undefined && bySlug !== undefined && bySlug !== id)
    return { wrong: 'ids_disagree', field: 'slug' };
  const wanted = id ?? bySlug;
  if (wanted !== undefined) {
    const product = known.byId.get(String(wanted));
    return product ? { product } : { wrong: 'unknown_product', field: 'id' };
  }
  const [first, ...more] = known.idsOfName.get(nameKey(category, nameEn)) ?? [];
  if (more.length > 0) return { wrong: 'several_products', field: 'nameEn' };
  const product = first === undefined ? undefined : known.byId.get(first);
  return product ? { product } : {};
}
