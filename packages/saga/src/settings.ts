import type { Limits } from './advance.ts';

/** The runner's numbers; all times in ms. */
export interface Settings extends Limits {
  /** An attempt without an answer for so long counts as unanswered; its late reply still counts. */
  attemptTimeout: number;
  /** The first wait before another attempt; it doubles with each. */
  backOff: number;
  maxBackOff: number;
  /** Shorter, since the deadline is near. */
  maxBackOffBeforePivot: number;
  /** A do before the pivot is refused by its participant so long after the saga's deadline. */
  expiry: number;
  /** How often deadlines, time-outs and due retries are looked at. */
  sweep: number;
  /** A state is saved for the timeline when it has been unsaved for so long. */
  lazySave: number;
  /** Sagas taken over in one statement. */
  claimSize: number;
  /** How long `stop` waits for saves in flight. */
  stop: number;
}

export const SETTINGS: Settings = {
  faults: 10,
  attemptTimeout: 5_000,
  backOff: 50,
  maxBackOff: 10_000,
  maxBackOffBeforePivot: 5_000,
  expiry: 60_000,
  sweep: 50,
  lazySave: 500,
  claimSize: 500,
  stop: 5_000,
};

/**
 * How long to wait in ms before an attempt (the second is the first that waits): doubling up to `max`, and of
 * that a random half, so that those who failed together do not come back together.
 */
export function backOffBefore(attempt: number, first: number, max: number, random: () => number): number {
  const full = Math.min(first * 2 ** Math.min(attempt - 2, 30), max);
  return full * (0.5 + random() / 2);
}
