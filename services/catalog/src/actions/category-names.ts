import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Node } from '../domain/category-tree.ts';
import { readTree } from '../store/category-tree.ts';

/** The categories as files name them. */
export interface CategoryNames {
  /** The id of the one that has this id, slug or name; undefined where there is none, or more than one of a name. */
  idOf: (said: string) => string | undefined;
  nodes: ReadonlyMap<string, Node>;
}

/** Reads all categories by what people call them. */
export async function categoryNames(db: Db): Promise<CategoryNames> {
  const { nodes } = await readTree(db);
  const byName = new Map<string, string | null>();
  for (const { id, name } of nodes.values())
    for (const one of new Set([name.en.toLowerCase(), name.ru.toLowerCase()]))
      byName.set(one, byName.has(one) ? null : id);
  const bySlug = new Map([...nodes.values()].map(({ id, slug }) => [slug, id]));
  const idOf = (said: string) => {
    const small = said.toLowerCase();
    return nodes.has(small) ? small : (bySlug.get(small) ?? byName.get(small) ?? undefined);
  };
  return { idOf, nodes };
}
