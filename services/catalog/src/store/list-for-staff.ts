import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { isId } from '@sagashop/kernel/ids';
import { letters } from '../domain/letters.ts';
import { inCategories } from './filters.ts';
import { comparable } from './names.ts';
import { kept, productColumns } from './products.ts';
import type { ListedRow, ProductsWanted } from './products-wanted.ts';

/** Which products staff want, hidden ones among the others. */
export interface StaffFilter extends Pick<ProductsWanted, 'categories' | 'minPrice' | 'maxPrice'> {
  /** What stands in the name in some language, or an id; empty: all. */
  text: string;
  published: boolean | undefined;
  availability: 'in_stock' | 'low' | 'out' | undefined;
}

/** The same in an order, from a place in it on. */
export type StaffWish = StaffFilter & Omit<ProductsWanted, 'meaning' | 'available'>;

const WAYS = { newest: 'id', price: 'price', '-price': 'price', name: 'name', relevance: 'id' } as const;

/**
 * Products in order of (sort key, id), hidden ones as well. It reads in the order of an index, or all of them: tenths of a
 * second for 100,000 where few fit, which nobody but staff may ask for.
 */
export function listForStaff(db: Db, wish: StaffWish): Promise<ListedRow[]> {
  const { sort, after, language, limit } = wish;
  const column = WAYS[sort];
  const key = column === 'name' ? comparable(db, 'p', language) : column === 'price' ? db`p.price` : db`0`;
  const falling = sort !== 'price' && sort !== 'name';
  const way = falling ? db`desc` : db``;
  const than = falling ? db`<` : db`>`;
  const beyond =
    column === 'id'
      ? db`and p.id < ${after?.id ?? null}`
      : db`and (${key}, p.id) ${than} (${after?.key ?? null}, ${after?.id ?? null})`;
  return db<ListedRow[]>`
    select ${productColumns(db, language)}, ${key} as key
    from products p join categories c on c.id = p.category_id
    where ${wanted(db, wish)} ${after ? beyond : db``}
    order by ${column === 'id' ? db`` : db`${key} ${way},`} p.id ${way} limit ${limit}`;
}

/** A product as a file for people has it. */
export interface ExportedRow {
  id: string;
  slug: string;
  nameEn: string;
  nameRu: string;
  descriptionEn: string;
  descriptionRu: string;
  price: number;
  category: string;
  availability: string;
  hidden: boolean;
  /** It is had as several variants. */
  several: boolean;
}

/** The query of all that fit, the newest first. */
export function selectForExport(db: Db, filter: StaffFilter) {
  return db`
    select p.id, coalesce(p.slug, p.id::text) as slug, p.name_en, p.name_ru, p.description_en, p.description_ru, p.price,
      c.slug as category, p.availability, p.hidden, p.variants > 1 as several
    from products p join categories c on c.id = p.category_id
    where ${wanted(db, filter)} order by p.id desc`;
}

function wanted(db: Db, filter: StaffFilter) {
  const { text, categories, published, availability, minPrice, maxPrice } = filter;
  return db`
    ${published === undefined ? kept(db) : published ? db`p.archived_at is null` : db`p.hidden`}
      ${named(db, text)} ${inCategories(db, db`p.category_id`, categories)}
      ${availability ? db`and p.availability = ${availability}` : db``}
      ${minPrice === undefined ? db`` : db`and p.price >= ${minPrice}`}
      ${maxPrice === undefined ? db`` : db`and p.price <= ${maxPrice}`}`;
}

/** Each word of the text stands in the name, in one language or the other; or the text is the product's id. */
function named(db: Db, text: string) {
  if (isId(text)) return db`and p.id = any(${uuids([text])}::uuid[])`;
  const words = letters(text).split(' ').filter(Boolean).slice(0, 10);
  return words.reduce(
    (all, word) => db`${all} and (strpos(p.letters_en, ${word}) > 0 or strpos(p.letters_ru, ${word}) > 0)`,
    db``,
  );
}
