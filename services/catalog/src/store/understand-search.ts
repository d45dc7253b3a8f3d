import type { Db } from '@sagashop/chassis/postgres/sql';
import { isExact } from '../domain/exact-search.ts';
import { leftOutFirst } from '../domain/left-out-first.ts';
import { letters } from '../domain/letters.ts';
import { bounded, isNothing, tsquery } from '../domain/meaning.ts';
import { searchWords } from '../domain/search-text.ts';
import { matching, UNFILTERED } from './filters.ts';
import { anyHas } from './shelves.ts';
import { understand } from './understand.ts';
import { findSynonyms } from './words.ts';

type Understood = Awaited<ReturnType<typeof understand>>;

/** Of so many products it is believed, without looking, that some have all words. */
const SURELY = 100;
/** Of more words each is not tried to be left out alone: a search stays cheap. */
const MOST_EACH = 5;

/**
 * What a search means; where no goods have all of its words, and one in their name, what it means without those that
 * mean nothing, and then without one after the other. `without` are the words that were left out.
 */
export async function understandSearch(db: Db, search: string): Promise<Understood & { without?: string[] }> {
  const whole = await understand(db, search, false);
  const words = searchWords(letters(search));
  if (words.length < 2 || isExact(search) || (await findsSome(db, whole, 'A'))) return whole;
  const alone = await Promise.all(words.map((word) => understand(db, word, false)));
  const said = new Set((await findSynonyms(db, words)).map(({ place }) => place));
  const weak = (at: number) => (said.has(at) ? 0 : weakness(words[at]!, alone[at]!));
  const unknown = words.map((_, at) => at).filter((at) => isNothing(alone[at]!.meaning));
  const order = leftOutFirst(words, weak).filter((at) => !unknown.includes(at));
  const tries = leftOut(order, unknown.length > 0).map((some) => ({ some, all: [...unknown, ...some] }));
  const less = (where: Where) => understoodWithout(db, words, alone, tries, where);
  const named = await less('A');
  if (named || (await findsSome(db, whole, ''))) return named ?? whole;
  return (await less('')) ?? whole;
}

/** In which words of goods at least one that is looked for has to be: of their names, or of any text. */
type Where = 'A' | '';

interface Try {
  /** The places of what is left out though it means something, and of all that is left out. */
  some: number[];
  all: number[];
}

/** What a search means without the first of `tries` that finds something; undefined when none does. */
async function understoodWithout(
  db: Db,
  words: readonly string[],
  alone: readonly Understood[],
  tries: readonly Try[],
  where: Where,
): Promise<(Understood & { without: string[] }) | undefined> {
  for (const { some, all } of tries) {
    const rest = words.filter((_, at) => !all.includes(at)).join(' ');
    const understood = await understand(db, rest, false);
    if (understood.meaning.groups.length === 0 || !(await findsSome(db, understood, where))) continue;
    const { groups } = understood.meaning;
    const also = some.flatMap((at) => alone[at]!.meaning.groups.flat());
    const parts = bounded(also.length > 0 ? [...groups, also] : groups);
    const meaning = {
      ...understood.meaning,
      groups: parts.slice(0, groups.length),
      also: parts[groups.length] ?? [],
    };
    return { ...understood, meaning, without: words.filter((_, at) => all.includes(at)) };
  }
  return undefined;
}

/** Which of the places are left out, one try after the other: none, any single one, and then more and more. */
function leftOut(order: readonly number[], none: boolean): number[][] {
  const each = order.length > 2 && order.length <= MOST_EACH ? order.slice(1).map((at) => [at]) : [];
  const more = order.slice(1).map((_, n) => order.slice(0, n + 1));
  return [...(none ? [[]] : []), ...more.slice(0, 1), ...each, ...more.slice(1)];
}

/**
 * How little is lost without a word of which the owner says nothing: 2 for one that is only a word in other letters, since
 * the others are not; 1 for one that is in no name, or only if it was mistyped.
 */
function weakness(word: string, { meaning, readAs }: Understood): number {
  if (readAs !== undefined) return 2;
  return meaning.begins !== word || (meaning.names === 0 && meaning.texts > 0) ? 1 : 0;
}

/** Whether a meaning finds anything, goods with any of it there or shelves. */
async function findsSome(db: Db, { meaning, shelves }: Understood, where: Where): Promise<boolean> {
  if (isNothing(meaning)) return false;
  const { groups, names, goods } = meaning;
  if (shelves.length > 0 || names >= SURELY || groups.length === 0) return true;
  if (goods.length === 0) return anyHas(db, groups, where);
  const named = where === 'A' ? db`and p.found @@ ${tsquery([groups.flat()], 'A')}::tsquery` : db``;
  const rows = await db`
    select from products p
    where p.archived_at is null ${matching(db, { ...UNFILTERED, meaning })} ${named} limit 1`;
  return rows.length > 0;
}
