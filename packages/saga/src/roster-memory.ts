import type { Cause } from './log.ts';
import type { Roster } from './roster.ts';

/** A runner as a log in memory knows it. */
export interface MemoryRunner {
  seen: number;
  takeOver: number;
  locked: boolean;
  gone: Extract<Cause, 'stopped' | 'died' | 'frozen'> | undefined;
}

/** One process's way to the roster of a log in memory. */
export interface MemoryRoster extends Roster {
  /** The process is dead, or has lost its connection: its lock is free. */
  cut(): void;
}

/** A roster over runners that several processes share, by the log's clock. */
export function memoryRoster(
  runners: Map<number, MemoryRunner>,
  now: () => number,
  takeOver: number,
): MemoryRoster {
  let mine: MemoryRunner | undefined;
  const cut = () => {
    if (mine) mine.locked = false;
  };
  return {
    takeOver,
    cut,
    async enter() {
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
    async leave(id) {
      const runner = runners.get(id);
      if (runner) runner.gone ??= 'stopped';
      cut();
    },
  };
}
