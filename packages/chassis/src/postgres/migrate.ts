import { readdir, readFile } from 'node:fs/promises';
import type postgres from 'postgres';
import type { Sql } from './sql.ts';

/** The advisory lock under which tables change; held shared, they stay as they are. */
export const MIGRATING = 7_302_417; // any number that no one else uses in these databases

/**
 * Applies the numbered SQL files of a folder that are not yet applied, in order, each in a transaction of
 * its own, or without one when it starts with `-- no transaction`. Processes that start at once take turns.
 * Throws, naming the file, when one fails; what was applied before it stays. Refuses a database whose encoding is not
 * UTF8: it would keep bytes without knowing letters. With `only`, no others are applied.
 * While a backup copies the database it waits, unless nothing is missing, and `waits` is called once.
 */
export async function migrate(
  sql: Sql,
  folder: URL,
  { only, waits }: { only?: ReadonlySet<string>; waits?: () => void } = {},
): Promise<string[]> {
  const files = (await migrationFiles(folder)).filter((file) => !only || only.has(file));
  const known = await appliedMigrations(sql);
  if (files.every((file) => known.has(file))) return [];
  const connection = await sql.reserve();
  try {
    await connection`set lock_timeout = 0`;
    await connection`set transaction_timeout = 0`;
    await mustKnowLetters(connection);
    await takeTurn(connection, waits);
    await connection`
      create table if not exists schema_migrations (
        name text primary key, applied_at timestamptz not null default now())`;
    const applied = await appliedMigrations(connection);
    const missing = files.filter((file) => !applied.has(file));
    for (const file of missing) await apply(connection, folder, file);
    return missing;
  } finally {
    await connection`select pg_advisory_unlock(${MIGRATING})`.catch(() => {});
    await connection`reset lock_timeout`.catch(() => {});
    await connection`reset transaction_timeout`.catch(() => {});
    connection.release();
  }
}

async function mustKnowLetters(connection: postgres.Sql): Promise<void> {
  const [row] = await connection<{ name: string; encoding: string }[]>`
    select current_database() as name, pg_encoding_to_char(encoding) as encoding
    from pg_database where datname = current_database()`;
  const { name, encoding } = row!;
  if (encoding === 'UTF8') return;
  throw new Error(
    `The database ${name} has the encoding ${encoding}, but must have UTF8. Make it anew: ` +
      `create database ${name} encoding 'UTF8' template template0`,
  );
}

// Asked again and again, not waited for in the database: a waiting statement is a transaction that
// `create index concurrently` in the process whose turn it is would wait for in its turn.
async function takeTurn(connection: postgres.Sql, waits?: () => void): Promise<void> {
  for (let tried = 0; ; tried++) {
    const [row] = await connection<{ mine: boolean }[]>`select pg_try_advisory_lock(${MIGRATING}) as mine`;
    if (row!.mine) return;
    if (tried === 50) waits?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The migrations of a folder that the database does not have; none means ready. Newer ones are welcome. */
export async function missingMigrations(sql: Sql, folder: URL): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`select name from schema_migrations`;
  const applied = new Set(rows.map((row) => row.name));
  return (await migrationFiles(folder)).filter((file) => !applied.has(file));
}

/** A folder's numbered SQL files, in their order. */
export async function migrationFiles(folder: URL): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
}

/** The migrations that a database has, in their order; none when it is new. */
export async function appliedMigrations(sql: postgres.Sql): Promise<Set<string>> {
  const [there] = await sql`select to_regclass('schema_migrations') is not null as known`;
  if (!there!['known']) return new Set();
  const rows = await sql<{ name: string }[]>`select name from schema_migrations order by name`;
  return new Set(rows.map((row) => row.name));
}

/** Several statements sent together are one transaction, so these go one by one; none has a `;` inside a line. */
function statementsOf(text: string): string[] {
  const bare = text.replace(/^--.*$/gm, '');
  return bare.split(/;\s*$/m).filter((statement) => statement.trim() !== '');
}

async function apply(connection: postgres.Sql, folder: URL, file: string): Promise<void> {
  const text = await readFile(new URL(file, folder), 'utf8');
  try {
    if (text.startsWith('-- no transaction')) {
      for (const statement of statementsOf(text)) await connection.unsafe(statement);
      await connection`insert into schema_migrations (name) values (${file})`;
    } else {
      const name = file.replaceAll("'", "''");
      await connection.unsafe(
        `begin; ${text}; insert into schema_migrations (name) values ('${name}'); commit;`,
      );
    }
  } catch (error) {
    await connection`rollback`.catch(() => {});
    throw new Error(`Migration ${file} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
