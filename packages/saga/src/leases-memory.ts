import type { Leases } from './leases.ts';
import type { Cause } from './log.ts';

/** A runner as a log in memory knows it. */
export interface MemoryRunner {
  seen: number;
  takeOver: number;
  locked: boolean;
  gone: Extract<Cause, 'stopped' | 'died' | 'frozen'> | undefined;
}

/** The leases of a log in memory, as one process sees them. */
export interface MemoryLeases extends Leases {
  /** The process is dead, or has lost its connection: its lock is free. */
  cut(): void;
}

/** Leases of runners that several processes share, by the log's clock. */
export function memoryLeases(
  runners: Map<number, MemoryRunner>,
  now: () => number,
  takeOver: number,
): MemoryLeases {
  let mine: MemoryRunner | undefined;
  const cut = () => {
    if (mine) mine.locked = false;
  };
  return {
    takeOver,
    cut,
    async acquire() {
      cut();
      if (mine) mine.gone ??= 'died';
      mine = { seen: now(), takeOver, locked: true, gone: undefined };
      const id = runners.size + 1;
      runners.set(id, mine);
      return id;
    },
    async renew(id) {
      const runner = runners.get(id);
      const silent = (one: MemoryRunner) => now() - one.seen >= one.takeOver;
      if (!runner || runner !== mine || runner.gone || !runner.locked || silent(runner)) return false;
      runner.seen = now();
      for (const other of runners.values()) {
        if (other.gone) continue;
        if (!other.locked) other.gone = 'died';
        else if (silent(other)) other.gone = 'frozen';
      }
      return true;
    },
    async release(id) {
      const runner = runners.get(id);
      if (runner) runner.gone ??= 'stopped';
      cut();
    },
  };
}
