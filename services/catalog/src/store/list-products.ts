import type { Db } from '@sagashop/chassis/postgres/sql';
import { isNothing } from '../domain/meaning.ts';
import { categoryIds, found, matching, orGoods } from './filters.ts';
import { isPlain, listPlain } from './list-plain.ts';
import { listRelevant } from './list-relevant.ts';
import { comparable } from './names.ts';
import { productColumns } from './products.ts';
import type { ListedRow, ProductsWanted } from './products-wanted.ts';

/** From so many matches on, the first products in the order are read before all matches are collected. */
const COMMON = 1500;
const WINDOW = 2000;

/** Products that are for sale, in order of (sort key, id). */
export async function listProducts(db: Db, wanted: ProductsWanted): Promise<ListedRow[]> {
  const { meaning } = wanted;
  if (meaning && isNothing(meaning)) return [];
  if (meaning && wanted.sort === 'relevance') return listRelevant(db, { ...wanted, meaning });
  if (isPlain(wanted)) return listPlain(db, wanted);
  if (!meaning) {
    const first = wanted.categories.length > 1 ? ofEach(db, wanted) : inOrder(db, wanted, wanted.limit);
    return selectShown(db, wanted, first);
  }
  if (meaning.texts >= COMMON || meaning.goods.length > 0 || meaning.also.length > 0) {
    const first = inOrder(db, { ...wanted, meaning: undefined }, WINDOW);
    const rows = await selectShown(
      db,
      wanted,
      db`select p.* from (${first}) p where ${found(db, meaning)} ${orGoods(db, meaning)}`,
    );
    if (rows.length >= wanted.limit) return rows;
  }
  return collectFound(db, wanted);
}

/** How products p with their `key` are ordered, and which of them come after the page before. */
function ordering(db: Db, { sort, after }: ProductsWanted) {
  const descending = sort !== 'price' && sort !== 'name';
  const way = descending ? db`desc` : db``;
  const than = descending ? db`<` : db`>`;
  if (sort === 'newest') return { order: db`p.id desc`, beyond: after ? db`where p.id < ${after.id}` : db`` };
  const beyond = after ? db`where (p.key, p.id) ${than} (${after.key}, ${after.id})` : db``;
  return { order: db`p.key ${way}, p.id ${way}`, beyond };
}

/** The first products in the order, by its index. */
function inOrder(db: Db, wanted: ProductsWanted, most: number, within = db``) {
  const { order, beyond } = ordering(db, wanted);
  return db`
    select p.* from (
      select p.*, ${sortKey(db, wanted)} as key from products p
      where p.archived_at is null ${within} ${matching(db, wanted)}
    ) p ${beyond} order by ${order} limit ${most}`;
}

/** The first products in the order of each category, by its index; the first of these all are the first of all. */
function ofEach(db: Db, wanted: ProductsWanted) {
  const { limit } = wanted;
  const first = inOrder(db, { ...wanted, categories: [] }, limit, db`and p.category_id = c.id`);
  return db`
    select p.* from (select distinct unnest(array[${categoryIds(db, wanted.categories)}]) as id) c
    cross join lateral (${first}) p`;
}

function selectShown(db: Db, wanted: ProductsWanted, products: ReturnType<typeof inOrder>) {
  return db<ListedRow[]>`
    select ${productColumns(db, wanted.language)}, p.key from (${products}) p
    join categories c on c.id = p.category_id order by ${ordering(db, wanted).order} limit ${wanted.limit}`;
}

/** All matches first and apart, so that the planner does not read through all products in order instead. */
function collectFound(db: Db, wanted: ProductsWanted) {
  const { order, beyond } = ordering(db, wanted);
  return db<ListedRow[]>`
    with matches as materialized (
      select p.* from (
        select p.id, ${sortKey(db, wanted)} as key from products p
        where p.archived_at is null ${matching(db, wanted)}
      ) p ${beyond}
    )
    select ${productColumns(db, wanted.language)}, p.key
    from (
      select p.*, m.key from (select p.* from matches p order by ${order} limit ${wanted.limit}) m
      join products p on p.id = m.id
    ) p join categories c on c.id = p.category_id order by ${order}`;
}

function sortKey(db: Db, { sort, language }: ProductsWanted) {
  if (sort === 'name') return comparable(db, 'p', language);
  return sort === 'newest' ? db`0` : db`p.price`;
}
