import postgres from 'postgres';
import { type DriverOptions, openConnection } from './connection.ts';
import { createPool } from './pool.ts';
import { pooledSql } from './pooled-sql.ts';
import type { Sql } from './sql.ts';

export interface ConnectOptions {
  /** As which `pg_stat_activity` shows its connections. */
  name: string;
  /** The most connections. */
  max: number;
  /** PostgreSQL's settings for every connection. */
  settings?: Record<string, string>;
  /** Times in ms, which tests shorten. */
  times?: Partial<typeof TIMES>;
}

const TIMES = {
  /** For a connection to be made. */
  connect: 5000,
  /** For a free connection of the pool. */
  wait: 10_000,
  /** For an answer, beyond the time that PostgreSQL itself lets a transaction take. */
  answer: 5000,
  /** For a transaction that only reads: the audit's may take as long as the audit waits for it. */
  readOnly: 600_000,
};
const TRANSACTION = 10_000;

/**
 * A pool for one service's database. Column names come back in camelCase, bigint as an exact number,
 * dates as YYYY-MM-DD. Array parameters are written with arrays.ts.
 *
 * Whatever becomes of the database, every query is answered or rejected with an error that `databaseAway` knows:
 * when its connection is lost, when it has no answer in time (a frozen server), when no connection can be made or
 * becomes free. A transaction whose COMMIT had been sent by then may have been committed. `listen`, `notify`,
 * `subscribe`, `savepoint` and cursors are not there.
 */
export function connect(url: string, options: ConnectOptions): Sql {
  const times = { ...TIMES, ...options.times };
  const driver = driverOptions(options);
  const pool = createPool({
    max: options.max,
    wait: times.wait,
    open: (lost) => openConnection(url, driver, { patience: times.connect, lost }),
  });
  const limit = Number(options.settings?.['transaction_timeout'] ?? TRANSACTION);
  const answer = limit > 0 ? limit + times.answer : Number.POSITIVE_INFINITY;
  return pooledSql(pool, postgres(url, driver) as unknown as Sql, { answer, readOnly: times.readOnly });
}

function driverOptions(options: ConnectOptions): DriverOptions {
  return {
    fetch_types: false,
    onnotice: () => {},
    transform: { column: { from: postgres.toCamel } },
    types: {
      bigint: { to: 20, from: [20], serialize: String, parse: exactNumber },
      date: { to: 1082, from: [1082], serialize: (date: string) => date, parse: (text: string) => text },
    } as unknown as { bigint: postgres.PostgresType<number> },
    connection: {
      application_name: options.name,
      // A transaction that hangs must not hold its locks: nothing but the database is awaited in one.
      idle_in_transaction_session_timeout: 2000,
      lock_timeout: 3000,
      transaction_timeout: TRANSACTION,
      ...options.settings,
    },
  };
}

function exactNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint out of a double's exact range: ${text}`);
  return number;
}
