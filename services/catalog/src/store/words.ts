import { texts } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Candidate } from '../domain/mistakes.ts';

/** A typed word as full text sees it; `lexeme` is null for a word that full text leaves out. */
export interface TypedWord {
  word: string;
  lexeme: string | null;
  names: number;
  texts: number;
  /** About how many products there are. */
  products: number;
}

/** How full text calls each word, and in about how many products it stands in any of its forms. */
export function findWords(db: Db, words: readonly string[]): Promise<TypedWord[]> {
  return db<TypedWord[]>`
    select typed.word, typed.lexeme, coalesce(sum(w.names), 0)::int as names, coalesce(sum(w.texts + w.shelves), 0)::int as texts,
      (select greatest(reltuples, 0)::int from pg_class where oid = 'products'::regclass) as products
    from (
      select search_lexeme(word) as lexeme, word, place
      from unnest(${texts(words)}::text[]) with ordinality t (word, place)
      offset 0
    ) typed left join search_words w on w.lexeme = typed.lexeme
    group by typed.place, typed.word, typed.lexeme order by typed.place`;
}

/** What full text makes of each text, whose words follow each other; empty for nothing. */
export async function findPhrases(db: Db, phrases: readonly string[]): Promise<string[]> {
  const rows = await db<{ query: string }[]>`
    select phraseto_tsquery('russian', search_text(phrase))::text as query
    from unnest(${texts(phrases)}::text[]) with ordinality t (phrase, place) order by place`;
  return rows.map(({ query }) => query);
}

/** The words that begin so, and those that may be within one mistake of it, those of most names first. */
export async function findSpellings(
  db: Db,
  word: string,
  limit: number,
): Promise<Record<'beginning' | 'nearly', Candidate[]>> {
  const letters = [...word];
  const less = letters.map((_, n) => letters.toSpliced(n, 1).join(''));
  const rows = await db<(Candidate & { begins: boolean })[]>`
    (select true as begins, word, lexeme, names + texts + shelves as count from search_words
      where word >= ${word} and word < ${`${word}\u{10FFFF}`}
        and names + texts + shelves > 0 and lexeme is not null
      order by names desc, word limit ${limit})
    union all
    (select false, word, lexeme, names + texts + shelves from search_words
      where near && ${texts([...new Set([word, ...less])])}::text[] and names + texts + shelves > 0 and lexeme is not null
      order by names desc, word limit 50)`;
  return { beginning: rows.filter(({ begins }) => begins), nearly: rows.filter(({ begins }) => !begins) };
}

/** The words that share trigrams with the typed one, the most alike first. */
export function findSimilar(db: Db, word: string): Promise<Candidate[]> {
  return db<Candidate[]>`
    select word, lexeme, names + texts + shelves as count from search_words
    where word % ${word} and word !~ '[0-9]' and names + texts + shelves > 0 and lexeme is not null
    order by similarity(word, ${word}) desc, word limit 20`;
}

/** The words that begin with the letter and are like one of the patterns; those of most names first. */
export function findBeginningLike(
  db: Db,
  letter: string,
  patterns: readonly string[],
  limit: number,
): Promise<Candidate[]> {
  return db<Candidate[]>`
    select word, lexeme, names + texts + shelves as count from search_words
    where word >= ${letter} and word < ${`${letter}\u{10FFFF}`} and word like any(${texts(patterns)}::text[])
      and names + shelves > 0 and lexeme is not null
    order by names desc, word limit ${limit}`;
}

/**
 * What the owner says is meant by the texts, as groups of a meaning have it, by each text's place. Only what the shop has
 * counts: a group is cut where it is long.
 */
export function findSynonyms(
  db: Db,
  phrases: readonly string[],
): Promise<{ place: number; meant: string[] }[]> {
  return db<{ place: number; meant: string[] }[]>`
    select typed.place::int, to_json(array(
      select phrase from unnest(s.meant) with ordinality m (phrase, place) where not exists (
        select from string_to_table(phrase, ' ') one where not exists (
          select from search_words w where w.lexeme = one collate "C" and w.names + w.texts + w.shelves > 0))
      order by m.place)) as meant from (
      select search_phrase(phrase) as said, place - 1 as place
      from unnest(${texts(phrases)}::text[]) with ordinality t (phrase, place) offset 0
    ) typed join synonyms s on s.said @> array[typed.said] order by typed.place, s.place`;
}
