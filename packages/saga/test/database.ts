import { randomBytes } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { SAGA_TABLES } from '../src/tables-postgres.ts';

/** A database of a test file's own on the server that `npm test` started, with the log's table in it. */
export async function openDatabase(): Promise<{ sql: Sql; url: string; close(): Promise<void> }> {
  const server = process.env['SAGASHOP_TEST_POSTGRES'];
  if (!server)
    throw new Error('SAGASHOP_TEST_POSTGRES is not set: npm test sets it to a PostgreSQL superuser URL');
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  const name = `t_${randomBytes(6).toString('hex')}`;
  await admin.unsafe(`create database "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  // As the shop connects: renamed columns and no look-up of array types must not matter to the log.
  const sql = postgres(url.href, {
    max: 8,
    onnotice: () => {},
    fetch_types: false,
    transform: { column: { from: postgres.toCamel } },
  });
  await sql.unsafe(SAGA_TABLES);
  return {
    sql,
    url: url.href,
    close: async () => {
      await sql.end({ timeout: 2 });
      await admin.unsafe(`drop database "${name}" with (force)`);
      await admin.end({ timeout: 2 });
    },
  };
}

/** A batch of whatever one turn of the event loop brings. */
export function batch<I, O>(run: (items: I[]) => Promise<O[]>): (item: I) => Promise<O> {
  let waiting: { item: I; resolve(output: O): void; reject(error: unknown): void }[] = [];
  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) {
        setImmediate(() => {
          const now = waiting;
          waiting = [];
          run(now.map((one) => one.item)).then(
            (outputs) => now.forEach((one, index) => void one.resolve(outputs[index]!)),
            (error) => now.forEach((one) => void one.reject(error)),
          );
        });
      }
      waiting.push({ item, resolve, reject });
    });
}
