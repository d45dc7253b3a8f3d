import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from '../../bin/lib/process-identity.js';

const TURN = 15; // ms between two looks

/** A temporary folder that is removed when the test, or with the test file's own `after` the file, ends. */
export async function scratchDirectory(
  t: { after(work: () => unknown): void },
  name = 'sagashop-',
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), name));
  t.after(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
  return directory;
}

/**
 * Waits until `condition` holds and returns how many milliseconds that took, by a `stopwatch`. Throws after
 * `within` of them, which are few only where so much is promised.
 */
export async function until(condition: () => boolean | Promise<boolean>, within = 120_000): Promise<number> {
  const took = stopwatch();
  while (!(await condition())) {
    if (took() > within) throw new Error(`not within ${within} ms: ${condition}`);
    await sleep(TURN);
  }
  return took();
}

/**
 * Measures what is promised in seconds; answers the milliseconds since its start. On a machine that has nothing
 * else to do it is a plain clock. It stands still while the machine does, and goes the slower the more
 * programs wait for each processor: what a shop promises it does not promise for a machine that is not there.
 */
export function stopwatch(): () => number {
  look();
  const start = counted;
  return () => {
    look();
    return counted - start;
  };
}

let counted = 0;
let last = performance.now();
setInterval(look, TURN).unref(); // one for all stopwatches

function look(): void {
  const now = performance.now();
  if (now - last < 1) return;
  counted += Math.min(now - last, 4 * TURN) / crowd();
  last = now;
}

/** How many programs there are for each processor that could run now; at least one. */
function crowd(): number {
  let ready = loadavg()[0] ?? 0;
  try {
    ready = Number.parseInt(readFileSync('/proc/loadavg', 'latin1').split(' ')[3]!, 10);
  } catch {
    // not Linux
  }
  return Math.max(1, ready / availableParallelism());
}

/** Whether a process of this pid lives; a zombie does not. */
export function lives(pid: number): boolean {
  return processIdentity(pid) !== undefined;
}
