import { comparableText } from '@sagashop/kernel/text';

const DASHES = /[\p{Pd}\u2212]/gu;
const LONGEST = 40;
/** What stands between digits; brackets, a slash or a dot as in Germany, Belgium and America. */
const NUMBER = /^[0-9+()[\]./ -]*$/;
/** The number of one telephone behind a house's: `ext. 12`, `x12`, `;ext=12`, `доб. 12`, `#12`. */
const EXTENSION =
  /[,;]? ?(?:extension|ext|x|#|durchwahl|dw|poste|toestel|доб|добавочный)[.:=]? ?[0-9]{1,8}$/iu;

/** A telephone number as it is kept: as it was typed, with plain dashes and blanks, without direction marks. */
export function tidyPhone(typed: string): string {
  return comparableText(typed.replace(DASHES, '-')).replace(DASHES, '-');
}

/**
 * Whether a tidy text is a telephone number in any country's way to write one, with or without an extension.
 * An empty one is none and does as well.
 */
export function isPhone(text: string): boolean {
  if (text.length > LONGEST) return false;
  const number = text.replace(EXTENSION, '');
  return NUMBER.test(number) && (number === text || /[0-9]/.test(number));
}
