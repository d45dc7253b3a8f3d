import type { Logger } from '../observe/log.ts';
import type { Sql } from '../postgres/sql.ts';
import { sweepAll, sweeper } from '../work/sweeper.ts';
import { deleteOldKeys } from './idempotency.ts';

const KEPT = 7; // days that a key means something, by the contract
const HOUR = 3_600_000; // ms

/**
 * Forgets by itself, every hour, what idempotency has to remember for 7 days: keys, and the tombstones of a
 * participant, by a statement that deletes at most so many older ones and answers how many. `start` and
 * `stop` as of every sweeper.
 */
export function idempotencySweeper(options: {
  sql: Sql;
  log: Logger;
  tombstones?: (sql: Sql, most: number) => Promise<number>;
}) {
  const { sql, log, tombstones } = options;
  const work = async () => {
    await deleteOldKeys(sql, KEPT);
    if (tombstones) await sweepAll((most) => tombstones(sql, most));
  };
  return sweeper({ name: 'old keys and tombstones', first: 60_000, every: HOUR, work, log });
}
