import type { FaultName } from './fault-kinds.ts';
import type { Lab } from './lab.ts';

const EVERY = 500; // ms

/** What can be done to a pool of connections. */
export interface Strokes {
  /** Cuts all of its connections but the one that does it. */
  cut(): Promise<unknown>;
  /** Holds all of its connections until the next stroke. */
  hold(): Promise<unknown>;
}

/** Faults of a service's connections to its database: each half second is an occasion, from the moment they are looked for. */
export function poolStrokes(lab: Lab, service: string, { cut, hold }: Strokes) {
  let timer: NodeJS.Timeout | undefined;
  const kinds: [FaultName, () => Promise<unknown>][] = [
    ['connections_cut', cut],
    ['pool_full', hold],
  ];
  const strike = () => {
    if (lab.idle()) {
      clearInterval(timer);
      timer = undefined;
      return;
    }
    for (const [kind, stroke] of kinds) {
      // What is struck tells its own users; the stroke that fails is one that has struck.
      if (lab.strike(kind, { service, command: 'connections' })) stroke().catch(() => {});
    }
  };
  return {
    /** To be called when a fault has begun. */
    look(): void {
      timer ??= setInterval(strike, EVERY).unref();
      strike();
    },
  };
}
