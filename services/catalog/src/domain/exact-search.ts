import { MOST_WORDS } from './search-text.ts';

/** What stands between blanks or quotes, to be there or not. Words of one term follow each other. */
export interface Term {
  text: string;
  not: boolean;
}

/** Whether a search excludes words, quotes a phrase or says `or`: who does that means just what they typed. */
export function isExact(search: string): boolean {
  return /(?:^| )-[^-\s]|"[^"]+"| or /.test(search);
}

/** The terms of such a search: one of the lists is to be there, each with all its terms. The first ten terms. */
export function termsOf(search: string): Term[][] {
  const lists: Term[][] = [[]];
  for (const [token, minus, quoted] of search.matchAll(/(-?)"([^"]+)"|[^\s"]+/g)) {
    const list = lists.at(-1)!;
    const { length } = lists.flat();
    if (quoted === undefined && token === 'or' && list.length > 0) lists.push([]);
    else if (length >= MOST_WORDS) break;
    else if (quoted !== undefined) list.push({ text: quoted, not: minus === '-' });
    else list.push({ text: token, not: /^-[^-]/.test(token) });
  }
  return lists.filter((list) => list.length > 0);
}

/**
 * The terms as one tsquery; `queries` is what full text makes of each, in their order, empty for one of which it
 * makes nothing. Put together here, not by PostgreSQL's parser of what people type, whose stack a row of dashes ends.
 */
export function exactQuery(lists: readonly Term[][], queries: readonly string[]): string {
  let at = 0;
  return lists
    .map((list) =>
      list
        .map(({ not }) => ({ not, query: queries[at++]! }))
        .filter(({ query }) => query !== '')
        .map(({ not, query }) => `${not ? '!' : ''}(${query})`)
        .join('&'),
    )
    .filter((list) => list !== '')
    .map((list) => `(${list})`)
    .join('|');
}
