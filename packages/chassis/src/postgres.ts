import postgres from 'postgres';
import { surviveLostConnections } from './lost-connection.ts';

export type Sql = postgres.Sql<{ bigint: number }>;
export type Tx = postgres.TransactionSql<{ bigint: number }>;
/** Where a query may run: on the pool or inside a transaction. */
export type Db = Sql | Tx;

/**
 * A pool for one service's database. Column names come back in camelCase, bigint as an exact number,
 * dates as YYYY-MM-DD. Array parameters are written with arrays.ts. `settings` are PostgreSQL's, for every
 * connection of the pool.
 */
export function connect(
  url: string,
  options: { name: string; max: number; settings?: Record<string, string> },
): Sql {
  const sql = postgres(url, {
    max: options.max,
    idle_timeout: 60,
    connect_timeout: 5,
    backoff: reconnectAfter,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => {},
    transform: { column: { from: postgres.toCamel } },
    types: {
      bigint: { to: 20, from: [20], serialize: String, parse: exactNumber },
      date: { to: 1082, from: [1082], serialize: (date: string) => date, parse: (text: string) => text },
    },
    connection: {
      application_name: `sagashop-${options.name}`,
      // A transaction that hangs must not hold its locks: nothing but the database is awaited in one.
      idle_in_transaction_session_timeout: 2000,
      lock_timeout: 3000,
      transaction_timeout: 10000,
      ...options.settings,
    },
  }) as unknown as Sql;
  return surviveLostConnections(sql);
}

const LONGEST_PAUSE = 1; // s; the driver's own 20 would keep a service away long after its database is back

/** The pause in seconds before another try to connect: 10 ms, then three times as long each time. */
function reconnectAfter(retries: number): number {
  return (0.5 + Math.random() / 2) * Math.min(3 ** retries / 100, LONGEST_PAUSE);
}

function exactNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint out of a double's exact range: ${text}`);
  return number;
}

/** The SQLSTATE of an error that PostgreSQL answered, or undefined. */
export function sqlState(error: unknown): string | undefined {
  const code =
    error instanceof Error && error.name === 'PostgresError' ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Whether a row in the statement caused the error (SQLSTATE classes 22 and 23): repeating cannot help. */
export function causedByRow(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error) ?? '');
}

/** Whether it was the server's last word on this connection, or on the wish for one. */
export function isFatal(error: unknown): boolean {
  const { severity } = error as { severity?: unknown };
  return severity === 'FATAL' || severity === 'PANIC';
}

/** Whether the database was away or too busy to answer; the same request may succeed later. */
export function databaseAway(error: unknown): boolean {
  const state = sqlState(error);
  if (state) return isFatal(error) || /^(08|40|53|57|58|25P0|55P03)/.test(state);
  const code = error instanceof Error ? String((error as { code?: unknown }).code ?? '') : '';
  return /^(CONNECT|CONNECTION_|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code);
}
