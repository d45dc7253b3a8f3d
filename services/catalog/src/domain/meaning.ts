/**
 * What a search means, once its words are spelt. It travels in the cursor, so that all pages are of one
 * search even when a new product brings a word with it.
 */
export interface Meaning {
  /**
   * For each word what full text calls it, or any of the words that may be meant; the rarest in names first.
   * Empty: by the name only.
   */
  groups: string[][];
  /** How the names begin that come first: from here, and before the other one. */
  begins: string;
  before: string;
  /** In about how many names the rarest word stands. */
  rarest: number;
  /** About how many products have all words in the name, and anywhere, if words came together by chance. */
  names: number;
  texts: number;
  /** Set when the search says by itself how its words belong together: then only that counts. */
  exact: string;
}

/** Nothing is found. */
export const NOTHING: Meaning = {
  groups: [['']],
  begins: '',
  before: '',
  rarest: 0,
  names: 0,
  texts: 0,
  exact: '',
};

export function isNothing({ groups }: Meaning): boolean {
  return groups[0]?.[0] === '';
}

/** The groups as PostgreSQL writes a tsquery; `weight` A means: in the name. */
export function tsquery(groups: readonly string[][], weight: '' | 'A'): string {
  return groups
    .map((words) => `(${words.map((word) => `${quoted(word)}${weight && `:${weight}`}`).join('|')})`)
    .join('&');
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Puts a meaning into a cursor. */
export function written({ groups, begins, before, rarest, names, texts, exact }: Meaning): string {
  return JSON.stringify([groups, begins, before.slice(begins.length), rarest, names, texts, exact]);
}

/** The meaning from a cursor; undefined when it is none. */
export function readMeaning(text: string): Meaning | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 7) return undefined;
  const [groups, begins, end, rarest, names, texts, exact] = parts;
  const sound =
    Array.isArray(groups) &&
    groups.every(
      (words) => Array.isArray(words) && words.length > 0 && words.every((one) => one && sane(one)),
    ) &&
    [begins, end, exact].every(sane) &&
    [rarest, names, texts].every(Number.isSafeInteger);
  return sound ? { groups, begins, before: begins + end, rarest, names, texts, exact } : undefined;
}

function sane(text: unknown): boolean {
  return typeof text === 'string' && !text.includes('\0') && text.isWellFormed();
}
