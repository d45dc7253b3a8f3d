const KEPT = 1000;

/** How long a step usually takes, in ms: the median and the 95th percentile of the last `of` times. */
export interface UsualTime {
  p50: number;
  p95: number;
  of: number;
}

/**
 * Keeps how long the last thousand runs of each step took in this process, from the first attempt to the reply: a number
 * in a ring each time, and sorted only when somebody looks. Steps go by their names in the definition.
 */
export function usualTimes() {
  const rings = new Map<string, Map<string, { times: Float32Array; count: number }>>();
  const note = (definition: string, step: string, seconds: number): void => {
    let steps = rings.get(definition);
    if (!steps) rings.set(definition, (steps = new Map()));
    let ring = steps.get(step);
    if (!ring) steps.set(step, (ring = { times: new Float32Array(KEPT), count: 0 }));
    ring.times[ring.count % KEPT] = seconds * 1000;
    ring.count += 1;
  };
  /** Undefined while this process has not seen the step end. */
  const usual = (definition: string, step: string): UsualTime | undefined => {
    const ring = rings.get(definition)?.get(step);
    if (!ring) return undefined;
    const sorted = ring.times.slice(0, Math.min(ring.count, KEPT)).sort();
    const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))]!);
    return { p50: at(0.5), p95: at(0.95), of: sorted.length };
  };
  return { note, usual };
}

export type UsualTimes = ReturnType<typeof usualTimes>;
