import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from '../../bin/lib/process-identity.js';

/** A temporary folder that is removed when the test ends. */
export async function scratchDirectory(t: TestContext, name = 'sagashop-'): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), name));
  t.after(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
  return directory;
}

/** Waits until `condition` holds and returns how many milliseconds that took; throws after `within`. */
export async function until(condition: () => boolean | Promise<boolean>, within: number): Promise<number> {
  const start = Date.now();
  while (!(await condition())) {
    if (Date.now() - start > within) throw new Error(`not within ${within} ms: ${condition}`);
    await sleep(15);
  }
  return Date.now() - start;
}

/** Whether a process of this pid lives; a zombie does not. */
export function lives(pid: number): boolean {
  return processIdentity(pid) !== undefined;
}
