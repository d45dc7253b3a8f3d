import type { Db } from '@sagashop/chassis/postgres/sql';
import { splits } from '../domain/splits.ts';
import { anyHas } from './shelves.ts';
import { findWords, type TypedWord } from './words.ts';

/** So many ways to split a word are looked for in goods. */
const MOST_TRIED = 3;

/** The two words of the shop that a word is written together, which a product has both; undefined for none. */
export async function split(db: Db, word: string): Promise<[TypedWord, TypedWord] | undefined> {
  const ways = splits(word);
  if (ways.length === 0) return undefined;
  const found = await findWords(db, ways.flat());
  const known = ways
    .map((_, n): [TypedWord, TypedWord] => [found[2 * n]!, found[2 * n + 1]!])
    .filter((both) => both.every(({ lexeme, names, texts }) => lexeme !== null && names + texts > 0))
    .sort((a, b) => inNames(b) - inNames(a));
  for (const both of known.slice(0, MOST_TRIED))
    if (
      await anyHas(
        db,
        both.map(({ lexeme }) => [lexeme!]),
      )
    )
      return both;
  return undefined;
}

function inNames(both: readonly TypedWord[]): number {
  return both.filter(({ names }) => names > 0).length;
}
