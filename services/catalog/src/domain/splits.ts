/** Shorter parts stand in too many words by chance. */
const SHORTEST = 3;
const MOST_SPLIT = 24;

/**
 * The two words that a word may be when it was written together: `fountainpen`, or a number with its unit: `26cm`.
 * The parts that are the most alike in length come first.
 */
export function splits(word: string): [string, string][] {
  const measure = /^(\d+)(\p{L}+)$/u.exec(word);
  if (measure) return [[measure[1]!, measure[2]!]];
  if (word.length < 2 * SHORTEST || word.length > MOST_SPLIT || /\P{L}/u.test(word)) return [];
  const places = Array.from({ length: word.length - 2 * SHORTEST + 1 }, (_, n) => n + SHORTEST);
  return places
    .sort((a, b) => Math.abs(a - word.length / 2) - Math.abs(b - word.length / 2))
    .map((at) => [word.slice(0, at), word.slice(at)]);
}
