import type { Db } from '@sagashop/chassis/postgres/sql';
import { isExact } from '../domain/exact-search.ts';
import { leftOutFirst } from '../domain/left-out-first.ts';
import { letters } from '../domain/letters.ts';
import { bounded, isNothing } from '../domain/meaning.ts';
import { searchWords } from '../domain/search-text.ts';
import { matching, UNFILTERED } from './filters.ts';
import { anyHas } from './shelves.ts';
import { understand } from './understand.ts';

type Understood = Awaited<ReturnType<typeof understand>>;

/** Of so many products it is believed, without looking, that some have all words. */
const SURELY = 100;
/** Of more words each is not tried to be left out alone: a search stays cheap. */
const MOST_EACH = 5;

/**
 * What a search means; where nothing has all of its words, what it means without those that mean nothing, and then
 * without one after the other. `without` are the words that were left out.
 */
export async function understandSearch(db: Db, search: string): Promise<Understood & { without?: string[] }> {
  const whole = await understand(db, search, false);
  const words = searchWords(letters(search));
  if (words.length < 2 || isExact(search) || (await findsSome(db, whole))) return whole;
  const alone = await Promise.all(words.map((word) => understand(db, word, false)));
  const unknown = words.map((_, at) => at).filter((at) => isNothing(alone[at]!.meaning));
  const order = leftOutFirst(words).filter((at) => !unknown.includes(at));
  for (const some of leftOut(order, unknown.length > 0)) {
    const left = new Set([...unknown, ...some]);
    const understood = await understand(db, words.filter((_, at) => !left.has(at)).join(' '), false);
    if (understood.meaning.groups.length === 0 || !(await findsSome(db, understood))) continue;
    const { groups } = understood.meaning;
    const also = some.flatMap((at) => alone[at]!.meaning.groups.flat());
    const parts = bounded(also.length > 0 ? [...groups, also] : groups);
    const meaning = {
      ...understood.meaning,
      groups: parts.slice(0, groups.length),
      also: parts[groups.length] ?? [],
    };
    return { ...understood, meaning, without: words.filter((_, at) => left.has(at)) };
  }
  return whole;
}

/** Which of the places are left out, one try after the other: none, any single one, and then more and more. */
function leftOut(order: readonly number[], none: boolean): number[][] {
  const each = order.length > 2 && order.length <= MOST_EACH ? order.slice(1).map((at) => [at]) : [];
  const more = order.slice(1).map((_, n) => order.slice(0, n + 1));
  return [...(none ? [[]] : []), ...more.slice(0, 1), ...each, ...more.slice(1)];
}

/** Whether a meaning finds anything, goods or shelves. */
async function findsSome(db: Db, { meaning, shelves }: Understood): Promise<boolean> {
  if (isNothing(meaning)) return false;
  const { groups, names, goods } = meaning;
  if (shelves.length > 0 || names >= SURELY || groups.length < 2) return true;
  if (goods.length === 0) return anyHas(db, groups);
  const rows = await db`
    select from products p where p.archived_at is null ${matching(db, { ...UNFILTERED, meaning })} limit 1`;
  return rows.length > 0;
}
