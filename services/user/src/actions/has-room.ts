import { guarded, type Limit } from '@sagashop/chassis/guards/throttle';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { Problem } from '@sagashop/kernel/problem';

/** Counts something that is allowed so often; false, and nobody is told, where it has been too often. */
export async function hasRoom(db: Sql | Tx, limits: readonly Limit[]): Promise<boolean> {
  try {
    // Each counts, as a failure would.
    await guarded(db as Sql, limits, async () => undefined);
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many_attempts') return false;
    throw error;
  }
}
