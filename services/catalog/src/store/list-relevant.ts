import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Meaning } from '../domain/meaning.ts';
import { beginning, begins, found, foundByName, isUnplaced, namedAlso, ofGoods, placed } from './filters.ts';
import { listNamed } from './list-named.ts';
import { productColumns } from './products.ts';
import type { ListedRow, ProductsWanted, Search } from './products-wanted.ts';

/** From so many matches on, reading the newest products one by one ends sooner than collecting all matches. */
const COMMON = 1000;
const WINDOW = 2500;

interface Place {
  key: string;
  id: string;
}

/**
 * What a search finds, the most relevant first, in five stretches: the names that begin with it, by name, so that the
 * exact one is the first; then all of it in the name, then (the fifth) what was left out of it, then anywhere, and then
 * the other goods of shelves that are meant, the newest first. Each stretch stops at the limit; none sorts or ranks all
 * that matches. A key is the number of the stretch, and in the first one how the name goes on. `inNames` leaves the
 * third and the fourth stretch out.
 */
export async function listRelevant(
  db: Db,
  wanted: ProductsWanted & Search & { inNames?: boolean },
): Promise<ListedRow[]> {
  const { meaning, after } = wanted;
  const rows: ListedRow[] = [];
  const stretches = stretchesOf(meaning);
  const start = after ? Number(String(after.key)[0]) : stretches[0]!;
  for (const stretch of stretches.slice(stretches.indexOf(start))) {
    if (wanted.inNames && (stretch === 3 || stretch === 4)) continue;
    const from = stretch === start && after ? { key: String(after.key).slice(1), id: after.id } : undefined;
    const limit = wanted.limit - rows.length;
    if (stretch === 1) rows.push(...(await listBeginning(db, wanted, from, limit)));
    else rows.push(...(await listNewest(db, wanted, stretch, from?.id, limit)));
    if (rows.length >= wanted.limit) break;
  }
  return rows;
}

function stretchesOf({ exact, groups, goods, also }: Meaning): number[] {
  if (exact) return [2, 3];
  if (groups.length === 0) return [1];
  return [1, 2, ...(also.length > 0 ? [5] : []), 3, ...(goods.length > 0 ? [4] : [])];
}

// `is true` keeps the planner from any other index than that of names, which is in order already.
async function listBeginning(db: Db, search: Search, after: Place | undefined, limit: number) {
  const { meaning, language } = search;
  const name = beginning(db, meaning);
  const words = meaning.groups.length === 0 ? db`` : db`and ${found(db, meaning)}`;
  const rows = await db<(ListedRow & { full: string })[]>`
    select ${productColumns(db, language)}, p.full from (
      select p.*, ${name} as full from products p
      where p.archived_at is null and ${begins(db, meaning)} and (true ${words} ${placed(db, search)}) is true
        ${after ? db`and (${name}, p.id) > (${meaning.begins + after.key}, ${after.id})` : db``}
      order by ${name}, p.id limit ${limit}
    ) p join categories c on c.id = p.category_id order by p.full, p.id`;
  return rows.map((row) => ({ ...row, key: `1${row.full.slice(meaning.begins.length)}` }));
}

async function listNewest(db: Db, search: Search, stretch: number, after: string | undefined, limit: number) {
  const { meaning } = search;
  if (stretch === 2 && !meaning.exact) {
    const single = !meaning.groups.flat().some((word) => word.includes(' '));
    const rows = single ? await listNamed(db, search, after, limit) : undefined;
    return rows ?? collectNewest(db, search, stretch, after, limit);
  }
  if (stretch === 4) return walkGoods(db, search, after, limit);
  const free = isUnplaced(search);
  if (free && (stretch === 5 || meaning.texts >= COMMON)) {
    const rows = await walkNewest(db, search, stretch, after, limit);
    if (rows.length >= limit) return rows;
  }
  return collectNewest(db, search, stretch, after, limit);
}

/** The newest products one by one, as far as the window goes. */
function walkNewest(db: Db, search: Search, stretch: number, after: string | undefined, limit: number) {
  return db<ListedRow[]>`
    select ${productColumns(db, search.language)}, ${String(stretch)} as key from (
      select p.* from (
        select p.* from products p
        where p.archived_at is null ${after ? db`and p.id < ${after}` : db``}
        order by p.id desc limit ${WINDOW}
      ) p where ${inStretch(db, search.meaning, stretch)} order by p.id desc limit ${limit}
    ) p join categories c on c.id = p.category_id order by p.id desc`;
}

/** The newest goods of the shelves that are meant, by the index of each shelf. */
async function walkGoods(db: Db, search: Search, after: string | undefined, limit: number) {
  const { meaning } = search;
  const lists = await Promise.all(
    meaning.goods.map(
      (one) => db<ListedRow[]>`
        select ${productColumns(db, search.language)}, '4' as key from products p
        join categories c on c.id = p.category_id
        where p.archived_at is null and ${ofGoods(db, { ...meaning, goods: [one] })}
          and not ${found(db, meaning)} ${notAlso(db, meaning)} ${placed(db, search)} ${after ? db`and p.id < ${after}` : db``}
        order by p.id desc limit ${limit}`,
    ),
  );
  return lists
    .flat()
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, limit);
}

function notAlso(db: Db, meaning: Meaning) {
  return meaning.also.length > 0 ? db`and not ${namedAlso(db, meaning)}` : db``;
}

/** All matches from the index of words, and of these the newest. */
function collectNewest(db: Db, search: Search, stretch: number, after: string | undefined, limit: number) {
  return db<ListedRow[]>`
    with matches as materialized (
      select p.id from products p
      where p.archived_at is null and ${inStretch(db, search.meaning, stretch)} ${placed(db, search)}
        ${after ? db`and p.id < ${after}` : db``}
    )
    select ${productColumns(db, search.language)}, ${String(stretch)} as key
    from (select id from matches order by id desc limit ${limit}) m
    join products p on p.id = m.id join categories c on c.id = p.category_id order by p.id desc`;
}

function inStretch(db: Db, meaning: Meaning, stretch: number) {
  if (stretch === 5) return db`${namedAlso(db, meaning)} and not ${found(db, meaning)}`;
  const later = meaning.exact ? db`` : db`and not ${begins(db, meaning)}`;
  return stretch === 2
    ? db`${meaning.exact ? db`${found(db, meaning)} and` : db``} ${foundByName(db, meaning)} ${later}`
    : db`${found(db, meaning)} and not (${foundByName(db, meaning)}) ${later}`;
}
