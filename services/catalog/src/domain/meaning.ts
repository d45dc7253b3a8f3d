/**
 * What a search means, once its words are spelt. It travels in the cursor, so that all pages are of one
 * search even when a new product brings a word with it.
 */
export interface Meaning {
  /**
   * For each word what full text calls it, or any of the words that may be meant; the rarest in names first. Several
   * with blanks between stand for all of them together. Empty: by the name only.
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
  /** A tsquery, where the search says by itself how its words belong together: then only that counts. */
  exact: string;
  /** Shelves whose goods are found as well: those that have the groups with these numbers. */
  goods: { shelf: string; rest: number[] }[];
  /** What was left out of the search since nothing has it all: goods with any of it in their names are found as well. */
  also: string[];
}

/** So many words may be meant by one. */
export const MOST_MEANT = 8;
const MOST_LETTERS = 600;
/** The goods of so many shelves are found as well. */
export const MOST_GOODS = 5;

/** Where names end that begin with a text: such as go on in the middle of its last word, or behind it only. */
export function endOf(begins: string, goesOn: boolean): string {
  return goesOn ? `${begins}\u{10FFFF}` : `${begins}!`;
}

/**
 * The groups without the last of what may be meant, where they are too many for a cursor: it has to fit into an
 * address. Each group keeps its first.
 */
export function bounded(groups: readonly string[][]): string[][] {
  const kept = groups.map(([first]) => [first!]);
  let letters = kept.flat().join('').length;
  for (let n = 1; n < MOST_MEANT; n += 1) {
    for (const [at, { [n]: word }] of groups.entries()) {
      if (word === undefined || letters + word.length > MOST_LETTERS) continue;
      kept[at]!.push(word);
      letters += word.length;
    }
  }
  return kept;
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
  goods: [],
  also: [],
};

export function isNothing({ groups }: Meaning): boolean {
  return groups[0]?.[0] === '';
}

/** The groups as PostgreSQL writes a tsquery; `weight` A means: in the name. */
export function tsquery(groups: readonly string[][], weight: '' | 'A'): string {
  return groups.map((words) => `(${words.map((word) => allOf(word, weight)).join('|')})`).join('&');
}

function allOf(words: string, weight: string): string {
  const all = words.split(' ').map((word) => `${quoted(word)}${weight && `:${weight}`}`);
  return all.length > 1 ? `(${all.join('&')})` : all[0]!;
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
