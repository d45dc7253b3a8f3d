import type { Db } from '@sagashop/chassis/postgres/sql';
import { MOST_MEANT } from '../domain/meaning.ts';
import { type Candidate, meant, misspeltBeginnings } from '../domain/mistakes.ts';
import { split } from './split.ts';
import { findBeginningLike, findSimilar, findSpellings, type TypedWord } from './words.ts';

/** A word that is begun with a mistake has at least so many letters: of shorter ones too many are near. */
const BEGUN = 5;

export interface Understood {
  group: string[];
  /** The word as it should have been typed; undefined when it was typed so. */
  spelt?: string;
  /** Whether the names that begin with the word may go on in the middle of it. */
  goesOn: boolean;
  names: number;
  texts: number;
}

export interface SpellOptions {
  /** Whether somebody is still typing. */
  typing: boolean;
  /** Whether it is the last word. */
  last: boolean;
  /** Whether it may be a mistake for another one. */
  mistakes: boolean;
  spellings: ReturnType<typeof spellingsOnce>;
  splits: ReturnType<typeof splitsOnce>;
}

/** findSpellings, which asks once for each word however often it is called. */
export function spellingsOnce(db: Db) {
  return onceEach((word) => findSpellings(db, word, MOST_MEANT));
}

/** split, which asks once for each word however often it is called. */
export function splitsOnce(db: Db) {
  return onceEach((word) => split(db, word));
}

function onceEach<T>(ask: (word: string) => Promise<T>): (word: string) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (word) => {
    if (!asked.has(word)) asked.set(word, ask(word));
    return asked.get(word)!;
  };
}

/** What a typed word means: itself, what begins so, or what it is a mistake for; undefined for nothing. */
export async function spell(
  db: Db,
  typed: TypedWord,
  options: SpellOptions,
): Promise<Understood | undefined> {
  const { word, lexeme, names, texts } = typed;
  const typing = options.typing && options.last;
  if (!typing && lexeme === null) return { group: [], goesOn: false, names, texts };
  if (!typing && names + texts > 0) return { group: [lexeme!], goesOn: false, names, texts };
  const { beginning, nearly } = await options.spellings(word);
  if (beginning.length > 0) return understoodAs(beginning, undefined);
  if (names + texts > 0) return { group: [lexeme!], goesOn: typing, names, texts };
  const parts = typing ? undefined : await options.splits(word);
  if (parts) return writtenTogether(parts);
  if (!options.mistakes || /\p{N}/u.test(word) || word.length < 3) return undefined;
  const near = meant(word, nearly);
  const right = near.length > 0 ? near : meant(word, await findSimilar(db, word));
  if (right.length > 0) return understoodAs(right, right[0]!.word, typing);
  if (!typing && word.length < BEGUN) return undefined;
  const patterns = misspeltBeginnings(word);
  const like = await findBeginningLike(db, word[0]!, patterns, MOST_MEANT);
  return like.length > 0 ? understoodAs(like, like[0]!.word, typing) : undefined;
}

/** What has both parts, be they anywhere in it. */
function writtenTogether(parts: readonly TypedWord[]): Understood {
  return {
    group: [parts.map(({ lexeme }) => lexeme).join(' ')],
    spelt: parts.map(({ word }) => word).join(' '),
    goesOn: false,
    names: Math.min(...parts.map(({ names }) => names)),
    texts: Math.min(...parts.map(({ texts }) => texts)),
  };
}

function understoodAs(candidates: Candidate[], spelt: string | undefined, goesOn = !spelt): Understood {
  const count = candidates.reduce((sum, candidate) => sum + candidate.count, 0);
  const group = [...new Set(candidates.map(({ lexeme }) => lexeme))];
  return { group, ...(spelt !== undefined && { spelt }), goesOn, names: count, texts: count };
}
