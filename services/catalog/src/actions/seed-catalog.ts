import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { changedPictures } from '../domain/pictures.ts';
import { type Category, type ProductText, UNSAID } from '../domain/product.ts';
import { insertProducts } from '../store/products.ts';
import { findByName, insertNewCategories, lockCategoriesBySlug, type SeedProduct } from '../store/seed.ts';

/** Products a transaction: half a second's work on a busy machine, far from the 10 s that one may take. */
const AT_ONCE = 500;

interface Wanted {
  categories: readonly Pick<Category, 'slug' | 'name'>[];
  products: readonly SeedProduct[];
}

/**
 * Puts many products and their categories into the catalogue, some hundreds in a transaction; what
 * is there already (a category by slug, a product by category and English name) is left as it is, so a seed that
 * was cut off is sown again. Answers the ids in the order of `products`. Throws when a product names no
 * category; those before it stay.
 */
export async function seedCatalog(sql: Sql, { categories, products }: Wanted): Promise<string[]> {
  // Made a millisecond apart, ending now, so that the newest first is the last one of the list first.
  const start = Date.now() - products.length;
  const ids: string[] = [];
  for (let from = 0; from === 0 || from < products.length; from += AT_ONCE) {
    const some = {
      categories: from === 0 ? categories : [],
      products: products.slice(from, from + AT_ONCE),
    };
    ids.push(...(await sql.begin((tx) => seedSome(tx, some, start + from))));
  }
  return ids;
}

/** In five statements for any number of products. */
async function seedSome(tx: Tx, wanted: Wanted, start: number): Promise<string[]> {
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
  const missing: (ProductText & { id: string })[] = [];
  const answer = wanted.products.map((product, index) => {
    const categoryId = categories.get(product.categorySlug)!;
    const key = `${categoryId} ${product.name.en}`;
    const id = ids.get(key) ?? newId(start + index);
    if (!ids.has(key))
      missing.push({ ...UNSAID, ...product, pictures: changedPictures([], product), id, categoryId });
    ids.set(key, id);
    return id;
  });
  if (missing.length > 0) await insertProducts(tx, missing);
  return answer;
}
