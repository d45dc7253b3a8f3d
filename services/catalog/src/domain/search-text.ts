/** No one types more; what comes after it is not looked for, so that a search stays cheap. */
export const LONGEST = 200;
/** So many words of a search are looked for. */
export const MOST_WORDS = 10;

/**
 * A search as the store wants it: in lower case, ё as е (as in the indexes), one blank for any run of white
 * space and NULs, at most 200 characters. Undefined when nothing but blanks was typed: that is no search.
 */
export function searchText(typed: string | undefined): string | undefined {
  const text = [
    ...(typed ?? '')
      .slice(0, 4 * LONGEST)
      .toWellFormed()
      .replace(/[\s\0]+/g, ' ')
      .trim(),
  ]
    .slice(0, LONGEST)
    .join('');
  return text.toLowerCase().replaceAll('ё', 'е') || undefined;
}

/** The words of a search; the first ten. */
export function searchWords(search: string): string[] {
  return (search.match(/\p{N}+(?:\.\p{N}+)+|[\p{L}\p{M}\p{N}]+/gu) ?? [])
    .filter((word) => word.length <= 40)
    .slice(0, MOST_WORDS);
}
