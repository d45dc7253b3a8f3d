import type { Db } from '@sagashop/chassis/postgres/sql';
import { isId } from '@sagashop/kernel/ids';
import { type Meaning, tsquery } from '../domain/meaning.ts';
import { comparable } from './names.ts';

/** Which products to list or to count. Prices are in minor units, both included. */
export interface Filters {
  meaning: Meaning | undefined;
  /** The id or the slug of a category. */
  category: string | undefined;
  minPrice: number | undefined;
  maxPrice: number | undefined;
}

/** The conditions on category and price, of products p, each with its `and`. */
export function placed(db: Db, { category, minPrice, maxPrice }: Filters) {
  return db`
    ${category === undefined ? db`` : db`and p.category_id = ${categoryId(db, category)}`}
    ${minPrice === undefined ? db`` : db`and p.price >= ${minPrice}`}
    ${maxPrice === undefined ? db`` : db`and p.price <= ${maxPrice}`}`;
}

/** All conditions, of products p, each with its `and`. */
export function matching(db: Db, filters: Filters) {
  const { meaning } = filters;
  return db`${meaning ? db`and (${found(db, meaning)} ${orGoods(db, meaning)})` : db``} ${placed(db, filters)}`;
}

/** For a condition of a search: its shelves' goods as well. */
export function orGoods(db: Db, meaning: Meaning) {
  return meaning.goods.length > 0 ? db`or ${ofGoods(db, meaning)}` : db``;
}

/** A product p that a search finds by its own words. */
export function found(db: Db, meaning: Meaning) {
  if (meaning.exact) return db`p.found @@ ${meaning.exact}::tsquery`;
  return meaning.groups.length === 0 ? begins(db, meaning) : db`p.found @@ ${query(meaning, '')}::tsquery`;
}

/** A product p of a shelf whose goods a search finds as well. */
export function ofGoods(db: Db, { goods, groups }: Meaning) {
  return goods.reduce((any, { shelf, rest }, at) => {
    const words = tsquery(
      rest.map((n) => groups[n]!),
      '',
    );
    const one = db`(p.category_id = ${shelf} ${words ? db`and p.found @@ ${words}::tsquery` : db``})`;
    return at === 0 ? one : db`${any} or ${one}`;
  }, db`false`);
}

/** A product p with all that is looked for in its name. */
export function foundByName(db: Db, meaning: Meaning) {
  return meaning.exact
    ? db`ts_filter(p.found, '{a}') @@ ${meaning.exact}::tsquery`
    : db`p.found @@ ${query(meaning, 'A')}::tsquery`;
}

/** A product p whose name begins with what is looked for. Names are compared byte by byte, as in the index. */
export function begins(db: Db, meaning: Meaning) {
  const name = beginning(db, meaning);
  return db`(${name} >= ${meaning.begins} and ${name} < ${meaning.before})`;
}

/** The name in the letters of the search, as the indexes products_text_* have it. */
export function beginning(db: Db, { begins }: Meaning) {
  return comparable(db, 'p', /\p{Script=Cyrillic}/u.test(begins) ? 'ru' : 'en');
}

function query(meaning: Meaning, weight: '' | 'A'): string {
  return tsquery(meaning.groups, weight);
}

/** The id of the category that a filter names; a slug may be written as an id is, and an id goes first. */
export function categoryId(db: Db, category: string) {
  const bySlug = db`(select id from categories where slug = ${category.replaceAll('\0', '')})`;
  return isId(category)
    ? db`coalesce((select id from categories where id = ${category}), ${bySlug})`
    : bySlug;
}
