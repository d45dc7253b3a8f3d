/**
 * Who runs sagas on a log: a runner has a lease. It is a row, which the runner renews, and a lock, which its connection
 * holds: when it dies the lock is free, and when it is frozen its row grows old. Either way others **evict** it: from then
 * on it is no runner any more, and its sagas can be claimed. An evicted runner never comes back; it acquires a new lease.
 */
export interface Leases {
  /** A runner that has been silent for so many ms is taken for frozen. */
  readonly takeOver: number;
  /**
   * Makes a new runner, with its lock held, and resolves to its id, which is above 0 and was never used before.
   * The lease that was acquired here earlier has ended then.
   */
  acquire(): Promise<number>;
  /**
   * Renews the runner's row, and evicts all others that are dead or frozen. Resolves to false, and does nothing,
   * when the runner was evicted, has been silent for too long, or has lost its lock.
   */
  renew(runner: number): Promise<boolean>;
  /** The runner (0 when there is none) stops: its sagas can be claimed at once. No lease is given here any more. */
  release(runner: number): Promise<void>;
}
