import { setImmediate as turn } from 'node:timers/promises';

/** Lets others have a turn where one has worked for some time; undefined where that is not so yet. */
export type Pause = () => Promise<void> | undefined;

const LONGEST = 5; // ms

/** For work that comes in many small pieces, after each of which it asks: what is made of them is the same. */
export function pauses(): Pause {
  let since = performance.now();
  return () => {
    if (performance.now() - since < LONGEST) return undefined;
    return turn().then(() => {
      since = performance.now();
    });
  };
}
