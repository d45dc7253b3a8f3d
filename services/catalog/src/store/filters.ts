import type { Db } from '@sagashop/chassis/postgres/sql';
import { isId } from '@sagashop/kernel/ids';
import { type Meaning, tsquery } from '../domain/meaning.ts';
import { comparable } from './names.ts';

/** Which products to list or to count. Prices are in minor units, both included. */
export interface Filters {
  meaning: Meaning | undefined;
  /** Ids or slugs of categories, any of which a product may be in; none: all. */
  categories: readonly string[];
  minPrice: number | undefined;
  maxPrice: number | undefined;
  /** Only what can be had: it is in stock, be it the last ones. */
  available: boolean;
}

/** The filters without any. */
export const UNFILTERED: Filters = {
  meaning: undefined,
  categories: [],
  minPrice: undefined,
  maxPrice: undefined,
  available: false,
};

/** Whether neither category nor price nor availability is asked for. */
export function isUnplaced({ categories, minPrice, maxPrice, available }: Filters): boolean {
  return categories.length === 0 && minPrice === undefined && maxPrice === undefined && !available;
}

/** The conditions on category, price and availability, of products p, each with its `and`. */
export function placed(db: Db, { categories, minPrice, maxPrice, available }: Filters) {
  return db`
    ${inCategories(db, db`p.category_id`, categories)}
    ${minPrice === undefined ? db`` : db`and p.price >= ${minPrice}`}
    ${maxPrice === undefined ? db`` : db`and p.price <= ${maxPrice}`}
    ${available ? db`and p.availability <> 'out'` : db``}`;
}

/** The condition that a column is one of the categories, with its `and`. */
export function inCategories(db: Db, column: ReturnType<Db>, categories: readonly string[]) {
  if (categories.length === 0) return db``;
  const ids = categoryIds(db, categories);
  return categories.length === 1 ? db`and ${column} = ${ids}` : db`and ${column} in (${ids})`;
}

/** The ids of the categories that a filter names, with commas between. */
export function categoryIds(db: Db, categories: readonly string[]) {
  return categories.map((one) => categoryId(db, one)).reduce((all, one) => db`${all}, ${one}`);
}

/** All conditions, of products p, each with its `and`. */
export function matching(db: Db, filters: Filters) {
  const { meaning } = filters;
  return db`${meaning ? db`and (${found(db, meaning)} ${orGoods(db, meaning)})` : db``} ${placed(db, filters)}`;
}

/** For a condition of a search: its shelves' goods as well, and what a part of it names. */
export function orGoods(db: Db, meaning: Meaning) {
  const goods = meaning.goods.length > 0 ? db`or ${ofGoods(db, meaning)}` : db``;
  return meaning.also.length > 0 ? db`${goods} or ${namedAlso(db, meaning)}` : goods;
}

/** A product p with a part of the search in its name that was left out. */
export function namedAlso(db: Db, { also }: Meaning) {
  return db`p.found @@ ${tsquery([also], 'A')}::tsquery`;
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
