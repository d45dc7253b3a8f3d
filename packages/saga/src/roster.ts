/**
 * Who runs sagas on a log. A runner has a row, which it renews, and a lock, which its connection holds: when it
 * dies the lock is free, and when it is frozen its row grows old. Either way others **evict** it: from then on it
 * is no runner any more, and its sagas can be claimed. An evicted runner never comes back; it enters anew.
 */
export interface Roster {
  /** A runner that has been silent for so many ms is taken for frozen. */
  readonly takeOver: number;
  /**
   * Enters a new runner, with its lock held, and resolves to its id, which is above 0 and was never used before.
   * What this roster had entered earlier is gone then.
   */
  enter(): Promise<number>;
  /**
   * Renews the runner's row, and evicts all others that are dead or frozen. Resolves to false, and does nothing,
   * when the runner was evicted, has been silent for too long, or has lost its lock.
   */
  renew(runner: number): Promise<boolean>;
  /** The runner (0 when there is none) stops: its sagas can be claimed at once. Nobody enters here any more. */
  leave(runner: number): Promise<void>;
}
