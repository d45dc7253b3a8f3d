import type { Db } from '@sagashop/chassis/postgres';
import { exactQuery, isExact, termsOf } from '../domain/exact-search.ts';
import { bounded, endOf, type Meaning, MOST_MEANT, NOTHING } from '../domain/meaning.ts';
import { type Candidate, meant, misspeltBeginnings } from '../domain/mistakes.ts';
import { LONGEST, searchWords } from '../domain/search-text.ts';
import {
  findBeginningLike,
  findPhrases,
  findSimilar,
  findSpellings,
  findWords,
  type TypedWord,
} from './words.ts';

const COMMON = 1e9;

interface Understood {
  group: string[];
  /** The word as it should have been typed; undefined when it was typed so. */
  spelt?: string;
  /** Whether the names that begin with the word may go on in the middle of it. */
  goesOn: boolean;
  names: number;
  texts: number;
}

/**
 * Spells a search from domain/search-text.ts: a word that products have, in any form, means itself; any other
 * one the words that begin with it, else those that it is a mistake for. A search with a word that is none of
 * these finds nothing. `typing`: the last word may be the beginning of one even when it is a word.
 */
export async function understand(db: Db, search: string, typing: boolean): Promise<Meaning> {
  if (!typing && isExact(search)) return exactly(db, search);
  const words = searchWords(search);
  if (words.length === 0) return NOTHING;
  const known = await findWords(db, words);
  const all = await Promise.all(
    words.map((word, n) => spell(db, word, known[n]!, typing && n === words.length - 1)),
  );
  const understood = all.filter((one) => one !== undefined);
  if (understood.length < all.length) return NOTHING;
  const spelt = words.reduce((text, word, n) => text.replace(word, understood[n]!.spelt ?? word), search);
  // No name is longer, so that none begins with what is cut here.
  const begins = [...spelt].slice(0, LONGEST + 1).join('');
  const counted = understood.filter(({ group }) => group.length > 0).sort((a, b) => a.names - b.names);
  return {
    groups: bounded(counted.map(({ group }) => group)),
    begins,
    before: endOf(begins, understood.at(-1)!.goesOn),
    rarest: counted[0]?.names ?? COMMON,
    names: together(
      counted.map(({ names }) => names),
      known[0]!.products,
    ),
    texts: together(
      counted.map(({ names, texts }) => Math.max(names, texts)),
      known[0]!.products,
    ),
    exact: '',
  };
}

async function exactly(db: Db, search: string): Promise<Meaning> {
  const lists = termsOf(search);
  const queries = await findPhrases(
    db,
    lists.flat().map(({ text }) => text),
  );
  const exact = exactQuery(lists, queries);
  return exact === '' ? NOTHING : { ...NOTHING, groups: [], exact, names: COMMON, texts: COMMON };
}

/** How many products have all words when so many have each, if words came together by chance. */
function together(counts: readonly number[], products: number): number {
  const all = Math.max(products, ...counts, 1);
  return Math.round(counts.reduce((some, count) => (some * count) / all, all));
}

async function spell(db: Db, word: string, typed: TypedWord, typing: boolean) {
  const { lexeme, names, texts } = typed;
  if (!typing && lexeme === null) return { group: [], goesOn: false, names, texts };
  if (!typing && names + texts > 0) return { group: [lexeme!], goesOn: false, names, texts };
  const { beginning, nearly } = await findSpellings(db, word, MOST_MEANT);
  if (beginning.length > 0) return understoodAs(beginning, undefined);
  if (names + texts > 0) return { group: [lexeme!], goesOn: typing, names, texts };
  if (/\p{N}/u.test(word) || word.length < 3) return undefined;
  const near = meant(word, nearly);
  const right = near.length > 0 ? near : meant(word, await findSimilar(db, word));
  if (right.length > 0) return understoodAs(right, right[0]!.word, typing);
  const patterns = misspeltBeginnings(word);
  const like = await findBeginningLike(db, word[0]!, patterns, MOST_MEANT);
  return like.length > 0 ? understoodAs(like, like[0]!.word, typing) : undefined;
}

function understoodAs(candidates: Candidate[], spelt: string | undefined, goesOn = !spelt): Understood {
  const count = candidates.reduce((sum, candidate) => sum + candidate.count, 0);
  const group = [...new Set(candidates.map(({ lexeme }) => lexeme))];
  return { group, ...(spelt !== undefined && { spelt }), goesOn, names: count, texts: count };
}
