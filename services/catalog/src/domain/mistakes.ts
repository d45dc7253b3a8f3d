export interface Candidate {
  word: string;
  lexeme: string;
  /** In how many products it stands. */
  count: number;
}

const MOST = 3;

/**
 * Which of the candidates was meant by a word that no product has: those with the fewest mistakes, among them
 * those that more products have. One mistake is allowed in up to five letters, two in more.
 */
export function meant(typed: string, candidates: readonly Candidate[]): Candidate[] {
  const allowed = typed.length <= 5 ? 1 : 2;
  const near = candidates
    .map((candidate) => ({ candidate, away: mistakes(typed, candidate.word) }))
    .filter(({ away }) => away <= allowed)
    .sort((a, b) => a.away - b.away || b.candidate.count - a.candidate.count);
  return near
    .filter(({ away }) => away === near[0]!.away)
    .map(({ candidate }) => candidate)
    .slice(0, MOST);
}

/** How many letters are wrong, missing, too many, or swapped with the next one. */
function mistakes(typed: string, word: string): number {
  let before: number[] = [];
  let row = Array.from({ length: word.length + 1 }, (_, n) => n);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= word.length; j += 1) {
      const same = typed[i - 1] === word[j - 1];
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      if (swapped) least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[word.length]!;
}

/** Patterns for LIKE: words that begin with what was typed with one letter wrong, missing, too many or swapped. */
export function misspeltBeginnings(typed: string): string[] {
  const patterns = new Set<string>();
  const letters = [...typed];
  for (let n = 1; n < letters.length; n += 1) {
    const [head, tail] = [letters.slice(0, n).join(''), letters.slice(n + 1).join('')];
    patterns.add(`${head}_${tail}%`);
    patterns.add(`${head}_${letters[n]}${tail}%`);
    patterns.add(`${head}${tail}%`);
    const swapped = [...letters.slice(0, n - 1), letters[n], letters[n - 1], ...letters.slice(n + 1)];
    patterns.add(`${swapped.join('')}%`);
  }
  return [...patterns];
}
