/** No one types more; what comes after it is not looked for, so that a search stays cheap. */
const LONGEST = 200;

/**
 * A search as the store wants it: in lower case, ё as е (as in the indexes), one blank for any run of white
 * space and NULs, at most 200 characters. Undefined when nothing but blanks was typed: that is no search.
 */
export function searchText(typed: string | undefined): string | undefined {
  const text = [
    ...(typed ?? '')
      .slice(0, 4 * LONGEST)
      .replace(/[\s\0]+/g, ' ')
      .trim(),
  ]
    .slice(0, LONGEST)
    .join('');
  return text.toLowerCase().replaceAll('ё', 'е') || undefined;
}

/** Whether a search excludes words or quotes a phrase: who does that means just what they typed. */
export function isExact(search: string): boolean {
  return /(^| )-\S|"/.test(search);
}
