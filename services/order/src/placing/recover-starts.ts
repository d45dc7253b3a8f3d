import { setTimeout as sleep } from 'node:timers/promises';
import type { KeptKey } from '@sagashop/chassis/guards/idempotency';
import { causedByRow } from '@sagashop/chassis/postgres/sql-state';
import type { OrderStart, StartResult } from './order-starter.ts';
import type { Placing } from './place-order.ts';

const PAUSE = 250; // ms
const GIVE_UP = 600_000; // ms; the next start of the process finds it too

type Pursuit = Pick<Placing, 'findKey' | 'run'>;

/**
 * Recovers from a lost answer to a COMMIT. A start whose transaction got no answer, however often it was repeated, is refused, and yet it may have been
 * committed: then its order stands there under its key, and nobody runs its saga. So its key is looked for as
 * soon as the database is back, and the saga is run when the key is there. Nothing is started that was not committed.
 */
export function recoverStarts(
  start: (order: OrderStart) => Promise<StartResult>,
  { findKey, run }: Pursuit,
): (order: OrderStart) => Promise<StartResult> {
  return async (order) => {
    try {
      return await start(order);
    } catch (error) {
      // Without a number nothing was sent that could have been written.
      if (order.made && !causedByRow(error)) void recover(order, start, { findKey, run });
      throw error;
    }
  };
}

async function recover(
  order: OrderStart,
  start: (order: OrderStart) => Promise<StartResult>,
  { findKey, run }: Pursuit,
): Promise<void> {
  const giveUp = performance.now() + GIVE_UP;
  while (performance.now() < giveUp) {
    await sleep(PAUSE, undefined, { ref: false });
    try {
      const kept: KeptKey | undefined = await findKey(order.use);
      if (kept?.subject !== order.made?.id) return;
      const started = await start(order);
      if (started.kind === 'started') run(started.saga);
      return;
    } catch (error) {
      if ((error as { code?: string }).code === 'CONNECTION_ENDED') return;
    }
  }
}
