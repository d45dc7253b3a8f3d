import type { Tx } from '@sagashop/chassis/postgres';
import { newId } from '@sagashop/kernel/ids';
import type { Category } from '../domain/product.ts';
import {
  findByName,
  insertNewCategories,
  insertProducts,
  lockCategoriesBySlug,
  type SeedProduct,
} from '../store/seed.ts';

/**
 * Puts many products and their categories into the catalogue, in five statements for any number of them; what
 * is there already (a category by slug, a product by category and English name) is left as it is. Answers
 * the ids in the order of `products`. Throws when a product names no category.
 */
export async function seed(
  tx: Tx,
  wanted: { categories: readonly Category[]; products: readonly SeedProduct[] },
): Promise<string[]> {
  await insertNewCategories(
    tx,
    wanted.categories.map((category) => ({ ...category, id: newId() })),
  );
  const slugs = [...new Set(wanted.products.map((product) => product.categorySlug))];
  const categories = await lockCategoriesBySlug(tx, slugs);
  const unknown = slugs.find((slug) => !categories.has(slug));
  if (unknown !== undefined) throw new Error(`there is no category ${unknown}`);

  const names = wanted.products.map((product) => product.name.en);
  const there = await findByName(tx, [...categories.values()], names);
  const ids = new Map(there.map((row) => [`${row.categoryId} ${row.nameEn}`, row.id]));
  const missing: (SeedProduct & { id: string; categoryId: string })[] = [];
  // Made a millisecond apart, ending now, so that the newest first is the last one of the list first.
  const start = Date.now() - wanted.products.length;
  const answer = wanted.products.map((product, index) => {
    const categoryId = categories.get(product.categorySlug)!;
    const key = `${categoryId} ${product.name.en}`;
    const id = ids.get(key) ?? newId(start + index);
    if (!ids.has(key)) missing.push({ ...product, id, categoryId });
    ids.set(key, id);
    return id;
  });
  if (missing.length > 0) await insertProducts(tx, missing);
  return answer;
}
