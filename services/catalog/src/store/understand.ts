import type { Db } from '@sagashop/chassis/postgres/sql';
import { exactQuery, isExact, termsOf } from '../domain/exact-search.ts';
import { letters } from '../domain/letters.ts';
import { bounded, endOf, type Meaning, NOTHING } from '../domain/meaning.ts';
import { otherForms } from '../domain/other-forms.ts';
import { otherLayout } from '../domain/other-layout.ts';
import { LONGEST, searchWords } from '../domain/search-text.ts';
import { transliterated } from '../domain/transliterated.ts';
import { type SpellOptions, spell, spellingsOnce, splitsOnce, type Understood } from './spell.ts';
import { type Understanding, withShelves } from './with-shelves.ts';
import { findPhrases, findSynonyms, findWords, type TypedWord } from './words.ts';

const COMMON = 1e9;
/**
 * Spells a search from domain/search-text.ts: a word that the shop has, in any form, means itself; any other one the
 * words that begin with it, or two that it is written together; else all of it may have been typed in the other layout
 * of the keyboard, or in the letters of the other language; else each is a mistake for another. With it goes what the
 * owner says is the same. A search with a word that is none of these finds nothing. `readAs` is the search in the other
 * layout or letters when that was what it means. `typing`: the last word may be the beginning of one even when it is a
 * word.
 */
export async function understand(
  db: Db,
  search: string,
  typing: boolean,
): Promise<Understanding & { readAs?: string }> {
  if (!typing && isExact(search)) return { meaning: await exactly(db, search), shelves: [] };
  const others = [otherLayout(search), transliterated(search)].filter((one) => one !== undefined);
  const ways = [search, ...others].map(letters);
  const lookedUp = new Map(ways.map((way) => [way, once(() => lookUp(db, searchWords(way)))]));
  const options = { typing, spellings: spellingsOnce(db), splits: splitsOnce(db) };
  for (const mistakes of [false, true])
    for (const [at, way] of ways.entries()) {
      const meaning = await read(db, way, { ...options, mistakes, lookedUp: lookedUp.get(way)! });
      if (meaning) {
        const named = await withShelves(db, meaning);
        return at === 0 ? named : { ...named, readAs: others[at - 1]! };
      }
    }
  return { meaning: NOTHING, shelves: [] };
}

interface Piece extends Understood {
  from: number;
  size: number;
}

/** What is asked at most once, since a text that means nothing as it is typed is read again for mistakes. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}

type Reading = Omit<SpellOptions, 'last'> & { lookedUp: () => Promise<LookedUp> };

/** The meaning of a text in letters(); undefined when one of its words has none. */
async function read(db: Db, text: string, reading: Reading): Promise<Meaning | undefined> {
  const { lookedUp, ...options } = reading;
  const words = searchWords(text);
  if (words.length === 0) return undefined;
  const { typed, joined, forms, synonyms } = await lookedUp();
  const pieces: (Promise<Piece | undefined> | Piece)[] = [];
  for (let from = 0; from < words.length; ) {
    const piece = together(typed, { from, joined: joined[from], synonyms });
    const last = from === words.length - 1;
    pieces.push(piece ?? alone(db, typed[from]!, { from, forms: forms[from]!, synonyms, ...options, last }));
    from += piece?.size ?? 1;
  }
  const understood = await Promise.all(pieces);
  return understood.every((one) => one !== undefined)
    ? meaningOf(text, words, understood, typed[0]!.products)
    : undefined;
}

interface LookedUp {
  typed: TypedWord[];
  /** Each word written together with the next one. */
  joined: TypedWord[];
  forms: TypedWord[][];
  /** By the place of the first word and the number of words. */
  synonyms: Map<string, string[]>;
}

/** Looks up all words, what each makes with the next, their other forms, and what the owner says of them. */
async function lookUp(db: Db, words: readonly string[]): Promise<LookedUp> {
  const pairs = words.slice(1).map((word, n) => words[n]! + word);
  const forms = words.map(otherForms);
  const spans = [1, 2, 3, 4].flatMap((size) =>
    words.slice(size - 1).map((_, from) => ({ from, size, text: words.slice(from, from + size).join(' ') })),
  );
  spans.push(...pairs.map((text, from) => ({ from, size: 2, text })));
  const [found, said] = await Promise.all([
    findWords(db, [...words, ...pairs, ...forms.flat()]),
    findSynonyms(
      db,
      spans.map(({ text }) => text),
    ),
  ]);
  const synonyms = new Map<string, string[]>();
  for (const { place, meant } of said) {
    const { from, size } = spans[place]!;
    const key = `${from} ${size}`;
    synonyms.set(key, [...(synonyms.get(key) ?? []), ...meant]);
  }
  let at = words.length;
  const next = (count: number) => found.slice(at, (at += count)).filter(isKnown);
  return {
    typed: found.slice(0, words.length),
    joined: found.slice(at, (at += pairs.length)),
    forms: forms.map((some) => next(some.length)),
    synonyms,
  };
}

function isKnown({ lexeme, names, texts }: TypedWord): boolean {
  return lexeme !== null && names + texts > 0;
}

/** Words that mean something together: `coffee mill` what the owner says, `tea pot` the teapot. */
function together(
  typed: readonly TypedWord[],
  { from, joined, synonyms }: { from: number; joined: TypedWord | undefined; synonyms: LookedUp['synonyms'] },
): Piece | undefined {
  for (const size of [4, 3, 2]) {
    const said = synonyms.get(`${from} ${size}`) ?? [];
    const one = size === 2 && joined && isKnown(joined) ? [joined] : [];
    if (said.length + one.length === 0) continue;
    const each = typed.slice(from, from + size).map(({ lexeme }) => lexeme);
    const group = [...one.map(({ lexeme }) => lexeme!), each.filter(Boolean).join(' '), ...said];
    const names = Math.max(1, ...one.map((word) => word.names));
    return { from, size, group: group.filter(Boolean), goesOn: false, names, texts: names };
  }
  return undefined;
}

/** One word, with its other forms and what the owner says of it. */
async function alone(
  db: Db,
  typed: TypedWord,
  how: { from: number; forms: TypedWord[]; synonyms: LookedUp['synonyms'] } & SpellOptions,
): Promise<Piece | undefined> {
  const { from, forms, synonyms } = how;
  const more = [...forms.map(({ lexeme }) => lexeme!), ...(synonyms.get(`${from} 1`) ?? [])];
  const only = more.length > 0 && !isKnown(typed);
  const spelt = only
    ? { group: [], goesOn: false, names: sum(forms, 'names'), texts: sum(forms, 'texts') }
    : await spell(db, typed, how);
  if (!spelt) return undefined;
  return { ...spelt, from, size: 1, group: [...new Set([...spelt.group, ...more])] };
}

function sum(words: readonly TypedWord[], what: 'names' | 'texts'): number {
  return words.reduce((all, word) => all + word[what], 0);
}

function meaningOf(text: string, words: string[], pieces: readonly Piece[], products: number): Meaning {
  const spelt = pieces.flatMap((piece) =>
    piece.spelt === undefined ? words.slice(piece.from, piece.from + piece.size) : [piece.spelt],
  );
  // No name is longer, so that none begins with what is cut here. A text of more words than are read begins no name.
  const whole = words.join(' ') === text ? spelt.join(' ') : text;
  const begins = [...whole].slice(0, LONGEST + 1).join('');
  const counted = pieces.filter(({ group }) => group.length > 0).sort((a, b) => a.names - b.names);
  return {
    ...NOTHING,
    groups: bounded(counted.map(({ group }) => group)),
    begins,
    before: endOf(begins, pieces.at(-1)!.goesOn),
    rarest: counted[0]?.names ?? COMMON,
    names: byChance(
      counted.map(({ names }) => names),
      products,
    ),
    texts: byChance(
      counted.map(({ names, texts }) => Math.max(names, texts)),
      products,
    ),
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
function byChance(counts: readonly number[], products: number): number {
  const all = Math.max(products, ...counts, 1);
  return Math.round(counts.reduce((some, count) => (some * count) / all, all));
}
