export interface Quantiles {
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

/** Collects up to `most` latencies in ms and answers exact quantiles; null when there was none. */
export function latencies(most: number) {
  const all = new Float64Array(most);
  let count = 0;
  return {
    add(ms: number): void {
      all[count++] = ms;
    },
    quantiles(): Quantiles | null {
      if (count === 0) return null;
      const sorted = all.slice(0, count).sort();
      // The smallest latency that this share of all did not exceed.
      const at = (share: number) => sorted[Math.ceil(share * count) - 1]!;
      return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
    },
  };
}
