import { setTimeout as sleep } from 'node:timers/promises';
import { copyingPool } from './moment.ts';

const BACKING_UP = 7_302_418; // any number that no one else uses in order's database
const TRIES = 30;
const PAUSE = 100; // ms; a server needs a moment to see that a process was killed

/**
 * Makes this the only backup of the shop, wherever others run, until the function it resolves to is called or the
 * process is gone. Throws when another is being made.
 */
export async function takeTurn(url: string): Promise<() => Promise<void>> {
  const sql = copyingPool('order', url);
  const end = () => sql.end({ timeout: 0 });
  try {
    const session = await sql.reserve();
    for (let tried = 0; tried < TRIES; tried++) {
      if (tried > 0) await sleep(PAUSE);
      const [row] = await session<{ ours: boolean }[]>`select pg_try_advisory_lock(${BACKING_UP}) as ours`;
      if (row!.ours) return end;
    }
    throw new Error('Another backup of this shop is being made. Wait for its end.');
  } catch (error) {
    await end();
    throw error;
  }
}
