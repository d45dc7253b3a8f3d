import type { Db } from '@sagashop/chassis/postgres/sql';
import { isNothing, type Meaning, MOST_GOODS } from '../domain/meaning.ts';
import { anyHas, findShelves, type Shelf } from './shelves.ts';

/** Of so many products it is believed, without looking, that some have all words. */
const SURELY = 100;

/** What a search means, and the shelves that it names. */
export interface Understanding {
  meaning: Meaning;
  shelves: Shelf[];
}

/**
 * The shelves that a meaning names, and whose goods are meant: those of a shelf that is called so and not otherwise;
 * where no product has all words, those of each shelf with a part of them in its name that have the rest.
 */
export async function withShelves(db: Db, meaning: Meaning): Promise<Understanding> {
  const { groups } = meaning;
  if (groups.length === 0 || isNothing(meaning)) return { meaning, shelves: [] };
  const some = await findShelves(db, groups);
  const shelves = some.filter(({ hits }) => hits.every(Boolean)).slice(0, MOST_GOODS);
  const said = new Set(groups.flat());
  const called = shelves.filter(({ en, ru }) =>
    [en, ru].some((name) => name.every((word) => said.has(word))),
  );
  const all = [...new Set(called.flatMap(({ id, below }) => [id, ...below]))];
  const goods = all.slice(0, MOST_GOODS).map((shelf) => ({ shelf, rest: [] as number[] }));
  const alone =
    some.length > 0 && goods.length === 0 && meaning.names < SURELY && !(await anyHas(db, groups));
  if (alone)
    for (const { id, hits } of shelves.length > 0 ? shelves : some.slice(0, MOST_GOODS))
      goods.push({ shelf: id, rest: hits.flatMap((hit, n) => (hit ? [] : [n])) });
  return { meaning: { ...meaning, goods }, shelves };
}
