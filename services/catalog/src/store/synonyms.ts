import type { Db, Tx } from '@sagashop/chassis/postgres/sql';

/** Whoever searches for one of the words finds what has any of them, or of `also`. */
export interface Synonyms {
  words: string[];
  also: string[];
}

/** What the owner says means the same, in the owner's order. */
export function listSynonyms(db: Db): Promise<Synonyms[]> {
  return db<Synonyms[]>`
    select to_json(words) as words, to_json(also) as also from synonyms order by place`;
}

/** Puts these in the place of all that were there. */
export async function replaceSynonyms(tx: Tx, all: readonly Synonyms[]): Promise<void> {
  // One after the other: of two owners at once the later one's list is the whole.
  await tx`lock table synonyms in exclusive mode`;
  await tx`delete from synonyms`;
  await tx`
    insert into synonyms (place, words, also, said, meant)
    select place, words, also,
      array(select search_phrase(text) from unnest(words) text where search_phrase(text) is not null),
      array(select search_phrase(text) from unnest(words || also) text where search_phrase(text) is not null)
    from (
      select place, array(select jsonb_array_elements_text(one -> 'words')) as words,
        array(select jsonb_array_elements_text(one -> 'also')) as also
      from jsonb_array_elements(${JSON.stringify(all)}::text::jsonb) with ordinality t (one, place)
    ) listed`;
}
