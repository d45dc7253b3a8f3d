import type { Observer } from '@sagashop/saga/run';

const KEPT = 1000;

/** How long a step usually takes, in ms: the median and the 95th percentile of the last `of` times. */
export interface UsualTime {
  p50: number;
  p95: number;
  of: number;
}

/**
 * Keeps how long the last thousand runs of each step took in this process, from the first attempt to the reply: a number
 * in a ring each time, and sorted only when somebody looks.
 */
export function usualTimes() {
  const rings = new Map<string, { times: Float32Array; count: number }>();
  const stepEnded: NonNullable<Observer['stepEnded']> = (saga, step, phase, kind, seconds) => {
    if (phase !== 'do' || kind !== 'done') return;
    const key = `${saga.definition}/${step}`;
    let ring = rings.get(key);
    if (!ring) {
      ring = { times: new Float32Array(KEPT), count: 0 };
      rings.set(key, ring);
    }
    ring.times[ring.count % KEPT] = seconds * 1000;
    ring.count += 1;
  };
  /** Of a step by its name in the saga's definition; undefined while this process has not seen one end. */
  const usual = (definition: string, step: string): UsualTime | undefined => {
    const ring = rings.get(`${definition}/${step}`);
    if (!ring) return undefined;
    const sorted = ring.times.slice(0, Math.min(ring.count, KEPT)).sort();
    const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))]!);
    return { p50: at(0.5), p95: at(0.95), of: sorted.length };
  };
  return { stepEnded, usual };
}

export type UsualTimes = ReturnType<typeof usualTimes>;
