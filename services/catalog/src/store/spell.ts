import type { Db } from '@sagashop/chassis/postgres/sql';
import { MOST_MEANT } from '../domain/meaning.ts';
import { type Candidate, meant, misspeltBeginnings } from '../domain/mistakes.ts';
import { findBeginningLike, findSimilar, findSpellings, type TypedWord } from './words.ts';

export interface Understood {
  group: string[];
  /** The word as it should have been typed; undefined when it was typed so. */
  spelt?: string;
  /** Whether the names that begin with the word may go on in the middle of it. */
  goesOn: boolean;
  names: number;
  texts: number;
}

export interface Manner {
  /** Whether somebody is still typing. */
  typing: boolean;
  /** Whether it is the last word. */
  last: boolean;
  /** Whether it may be a mistake for another one. */
  mistakes: boolean;
  spellings: ReturnType<typeof spellingsOnce>;
}

/** findSpellings, which asks once for each word however often it is called. */
export function spellingsOnce(db: Db) {
  const asked = new Map<string, ReturnType<typeof findSpellings>>();
  return (word: string) => {
    if (!asked.has(word)) asked.set(word, findSpellings(db, word, MOST_MEANT));
    return asked.get(word)!;
  };
}

/** What a typed word means: itself, what begins so, or what it is a mistake for; undefined for nothing. */
export async function spell(db: Db, typed: TypedWord, manner: Manner): Promise<Understood | undefined> {
  const { word, lexeme, names, texts } = typed;
  const typing = manner.typing && manner.last;
  if (!typing && lexeme === null) return { group: [], goesOn: false, names, texts };
  if (!typing && names + texts > 0) return { group: [lexeme!], goesOn: false, names, texts };
  const { beginning, nearly } = await manner.spellings(word);
  if (beginning.length > 0) return understoodAs(beginning, undefined);
  if (names + texts > 0) return { group: [lexeme!], goesOn: typing, names, texts };
  if (!manner.mistakes || /\p{N}/u.test(word) || word.length < 3) return undefined;
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
