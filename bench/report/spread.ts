/** The middle of several rounds, and the least and the most of them. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** Null when there are no values. Of an even number the middle is between the two in the middle. */
export function spread(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const median =
    half === Math.floor(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!;
  return { median, least: sorted[0]!, most: sorted.at(-1)! };
}
