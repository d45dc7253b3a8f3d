import type { Spread } from './reading.ts';

/**
 * The quantile in ms that a histogram's buckets (upper bound in s, how many up to it; ascending) let one
 * estimate: as `histogram_quantile` does, a straight line between the bounds of the bucket that it falls
 * into; the highest bound when it is beyond all of them. Null for no observation.
 */
export function quantile(share: number, buckets: readonly (readonly [bound: number, below: number])[]) {
  const total = buckets.at(-1)?.[1] ?? 0;
  if (total === 0) return null;
  const rank = share * total;
  const found = buckets.findIndex(([, below]) => below >= rank);
  const [bound, below] = buckets[found]!;
  const [lower, before] = buckets[found - 1] ?? [0, 0];
  if (bound === Number.POSITIVE_INFINITY) return lower * 1000;
  return (lower + ((bound - lower) * (rank - before)) / (below - before)) * 1000;
}

/** Beyond all bounds, as JSON can say it: no process lives as many seconds. */
export const BEYOND = 1e12;

/** What several histograms of the same bounds have seen together. */
export function addSpreads(spreads: readonly Spread[]): Spread {
  const sums = new Map<number, number>();
  for (const spread of spreads)
    for (const [bound, below] of spread) sums.set(bound, (sums.get(bound) ?? 0) + below);
  return [...sums].sort(([a], [b]) => a - b);
}

/** What a histogram has seen since `before`. */
export function spreadSince(after: Spread, before: Spread = []): Spread {
  const earlier = new Map(before);
  return after.map(([bound, below]) => [bound, below - (earlier.get(bound) ?? 0)]);
}

/** The quantile in ms, rounded to hundredths; of what is beyond the last bound, that bound. */
export function msAt(share: number, spread: Spread): number | null {
  const ms = quantile(
    share,
    spread.map(([bound, below]) => [bound >= BEYOND ? Number.POSITIVE_INFINITY : bound, below]),
  );
  return ms === null ? null : Math.round(ms * 100) / 100;
}
