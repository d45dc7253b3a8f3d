import type { Db, Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { type CategoryTree, treeOf } from '../domain/category-tree.ts';

const FRESH = 1000; // ms

/** All categories as they stand in one another. */
export async function readTree(db: Db): Promise<CategoryTree> {
  const rows = await db<{ id: string; slug: string; en: string; ru: string; parentId: string | null }[]>`
    select id, slug, name_en as en, name_ru as ru, parent_id from categories order by place, name_en, id`;
  return treeOf(rows.map(({ en, ru, ...rest }) => ({ ...rest, name: { en, ru } })));
}

export interface RecentTree {
  now: () => Promise<CategoryTree>;
  /** Has it read again: this process has changed it. */
  forget: () => void;
}

/** The same as it was a second ago at most: lists ask for it each time, and it hardly ever changes. */
export function recentTree(sql: Sql): RecentTree {
  let read: Promise<CategoryTree> | undefined;
  let at = 0;
  const forget = () => {
    read = undefined;
  };
  const now = () => {
    if (read && performance.now() - at < FRESH) return read;
    at = performance.now();
    const next = readTree(sql);
    read = next;
    next.catch(() => read === next && forget());
    return next;
  };
  return { now, forget };
}

/** Lets nobody else move a category until the transaction ends: two moves at once could make a ring. */
export async function lockTree(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('categories'))`;
}
