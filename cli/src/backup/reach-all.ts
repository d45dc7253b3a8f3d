import { reachDatabase } from '@sagashop/chassis/postgres/reach-database';
import { copyingPool } from './moment.ts';

/**
 * Resolves when all these databases have answered. Those that are away are waited for, a minute at most; throws when one
 * stays away, and at once when one lets nobody in.
 */
export async function reachAll(
  urls: Readonly<Record<string, string>>,
  say: (line: string) => void,
): Promise<void> {
  const reached = Object.entries(urls).map(async ([name, url]) => {
    const sql = copyingPool(name, url);
    await reachDatabase(sql, name, { say }).finally(() => sql.end({ timeout: 0 }));
  });
  const ended = await Promise.allSettled(reached);
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}
