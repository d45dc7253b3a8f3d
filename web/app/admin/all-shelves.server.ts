import { get } from '../shop/api.server';
import type { Category, List } from '../shop/api-types';

/** A shelf with how deep it stands among the others. */
export interface Shelf {
  id: string;
  slug: string;
  name: string;
  parentId: string | null;
  place: number;
  depth: number;
}

/** All shelves as they stand in one another: each behind the one that it stands in. */
export async function allShelves(request: Request): Promise<Shelf[]> {
  const all: Category[] = [];
  for (let cursor = ''; ; ) {
    const more = cursor && `&cursor=${cursor}`;
    const list = await get<List<Category>>(request, `/categories?limit=100${more}`);
    all.push(...list.items);
    if (list.nextCursor === null) break;
    cursor = list.nextCursor;
  }
  const inside = Map.groupBy(all, ({ parentId }) => parentId);
  const below = (parentId: string | null, depth: number): Shelf[] =>
    (inside.get(parentId) ?? [])
      .toSorted((a, b) => a.place - b.place)
      .flatMap((one) => [{ ...one, depth }, ...below(one.id, depth + 1)]);
  return below(null, 0);
}
