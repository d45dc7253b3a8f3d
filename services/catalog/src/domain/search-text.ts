import { foldedText } from '@sagashop/kernel/text';

/** No one types more; what comes after it is not looked for, so that a search stays cheap. */
export const LONGEST = 200;
/** So many words of a search are looked for. */
export const MOST_WORDS = 10;

/**
 * A search as the store wants it: folded, so that it does not matter how letters are composed and what nobody sees is
 * left out; ё as е (as in the indexes), at most 200 characters. Undefined when nothing but blanks was typed: that is no
 * search.
 */
export function searchText(typed: string | undefined): string | undefined {
  const folded = foldedText(
    (typed ?? '')
      .slice(0, 4 * LONGEST)
      .toWellFormed()
      .replaceAll('\0', ' '),
  );
  const text = [...folded].slice(0, LONGEST).join('').trim();
  return text.replaceAll('ё', 'е') || undefined;
}

/** The words of a search in letters(); the first ten. */
export function searchWords(text: string): string[] {
  return text
    .split(' ')
    .filter((word) => word !== '' && word.length <= 40)
    .slice(0, MOST_WORDS);
}
