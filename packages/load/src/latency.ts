export interface Quantiles {
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

/** One bar of a histogram: how many took more than the bar before and up to `to` ms. */
export interface Bar {
  to: number;
  count: number;
}

const BARS = 14;

/** Collects up to `most` latencies in ms and answers exact quantiles; null when there was none. */
export function latencies(most: number) {
  const all = new Float64Array(most);
  let count = 0;
  const inOrder = () => all.slice(0, count).sort();
  return {
    add(ms: number): void {
      all[count++] = ms;
    },
    /** The smallest latency that this share of all did not exceed; null when there was none. */
    at: (share: number): number | null => (count === 0 ? null : inOrder()[Math.ceil(share * count) - 1]!),
    quantiles(): Quantiles | null {
      if (count === 0) return null;
      const sorted = inOrder();
      // The smallest latency that this share of all did not exceed.
      const at = (share: number) => sorted[Math.ceil(share * count) - 1]!;
      return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
    },
    /** Bars from the least to the greatest, each bound the same factor above the one before. */
    bars(): Bar[] {
      if (count === 0) return [];
      const sorted = inOrder();
      const [least, most] = [Math.max(sorted[0]!, 0.001), sorted[count - 1]!];
      let from = 0;
      return Array.from({ length: BARS }, (_, nth) => {
        const to = nth === BARS - 1 ? most : least * (most / least) ** ((nth + 1) / BARS);
        const until = sorted.findIndex((ms) => ms > to);
        const upTo = until < 0 ? count : until;
        const bar = { to, count: upTo - from };
        from = upTo;
        return bar;
      });
    },
  };
}
