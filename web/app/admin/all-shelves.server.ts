import type { Category } from '../shop/api-types';
import { everyItem } from '../shop/every-item.server';

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
  const all = await everyItem<Category>(request, '/categories');
  const inside = Map.groupBy(all, ({ parentId }) => parentId);
  const below = (parentId: string | null, depth: number): Shelf[] =>
    (inside.get(parentId) ?? [])
      .toSorted((a, b) => a.place - b.place)
      .flatMap((one) => [{ ...one, depth }, ...below(one.id, depth + 1)]);
  return below(null, 0);
}
