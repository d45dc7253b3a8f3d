import type { Logger } from '../observe/log.ts';
import { STOP_PATIENCE, withTimeout } from './with-timeout.ts';

/**
 * Does some work by itself again and again: `first` ms after the start, then `every` ms after each end, so never
 * twice at once, however long it takes. The work must end by itself: what is asked of a database or of another
 * service does. It keeps no idle process alive; an error is logged and the next turn tries again. `stop` waits
 * for a turn that is under way, 2 s at most.
 */
export function sweeper(options: {
  name: string;
  first?: number;
  every: number;
  work: () => Promise<void>;
  log: Logger;
}) {
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> | undefined;
  let stopped = false;

  const later = (ms: number) => {
    if (!stopped) timer = setTimeout(run, ms).unref();
  };
  const run = () => {
    turn = options
      .work()
      .catch((error) => options.log.warn({ err: error }, `${options.name}: will be tried again`))
      .then(() => later(options.every));
  };
  return {
    start: () => later(options.first ?? options.every),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      if (turn) await withTimeout(turn, STOP_PATIENCE);
    },
  };
}

/** Deletes old rows by `some`, a small batch at a time, so that no lock is held for long. */
export async function sweepAll(some: (most: number) => Promise<number>, most = 500): Promise<void> {
  while ((await some(most)) === most);
}
