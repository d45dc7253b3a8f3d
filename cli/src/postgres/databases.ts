import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import postgres from 'postgres';

const NAME = /^[a-z][a-z0-9_]{0,40}$/;
const PARALLEL = 3;

type Sql = ReturnType<typeof postgres>;

/**
 * Makes sure that each of `names` has a database and a login role of that name, the role able to
 * connect to its own database only and owning it. The passwords are random and kept in `passwordsFile`
 * (0600). Returns the URL of each database. Throws for a name that is no plain lower-case word.
 */
export async function ensureDatabases(
  superuserUrl: string,
  names: string[],
  passwordsFile: string,
): Promise<Record<string, string>> {
  for (const name of names) assertName(name);
  const sql = postgres(superuserUrl, { max: PARALLEL, onnotice: () => {} });
  try {
    const passwords = await ensureRoles(sql, names, passwordsFile);
    await ensureOwnDatabases(sql, names);
    return Object.fromEntries(names.map((name) => [name, urlOf(superuserUrl, name, passwords[name] ?? '')]));
  } finally {
    await sql.end();
  }
}

/** Throws for a name that is no plain lower-case word. */
export function assertName(name: string): void {
  if (!NAME.test(name)) throw new Error(`"${name}" cannot be the name of a database.`);
}

/** The URL of a service's database, on the server of any other URL. */
export function urlOf(other: string, name: string, password: string): string {
  const url = new URL(other);
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return url.href;
}

// The file is written after the roles: an interruption between the two leaves a role whose password
// nobody knows, and the next start gives it a new one.
async function ensureRoles(sql: Sql, names: string[], file: string): Promise<Record<string, string>> {
  const passwords = await readPasswords(file);
  const roles = await sql<{ rolname: string }[]>`select rolname from pg_roles`;
  const existing = new Set(roles.map((role) => role.rolname));
  const missing = names.filter((name) => !existing.has(name) || passwords[name] === undefined);
  if (missing.length === 0) return passwords;
  const statements = missing.map((name) => {
    passwords[name] = randomBytes(24).toString('base64url');
    return roleStatement(existing.has(name) ? 'alter' : 'create', name, passwords[name]);
  });
  await sql.unsafe(statements.join('\n')); // in one go, hence in one transaction
  await writeFile(`${file}.new`, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return passwords;
}

/** The statement that gives a role, new or not, what a service's role may, and this password. */
export function roleStatement(verb: 'create' | 'alter', name: string, password: string): string {
  const text = `'${password.replaceAll("'", "''")}'`;
  return `${verb} role "${name}" login nosuperuser nocreatedb nocreaterole password ${text};`;
}

/** The passwords of the services' databases; none when there is no such file. Throws when it cannot be read. */
export async function readPasswords(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`Cannot read the passwords of the databases in ${file}: ${error}`);
  }
}

/** Makes a database for each role of these names, which it alone may connect to; closes the server's own to all others. */
export async function ensureOwnDatabases(sql: Sql, names: string[]): Promise<void> {
  const databases = await sql<{ datname: string; open: boolean }[]>`
    select datname, has_database_privilege('public', oid, 'connect') as open from pg_database`;
  const open = new Map(databases.map((database) => [database.datname, database.open]));
  const queue = names.filter((name) => open.get(name) !== false);
  const workers = Array.from({ length: PARALLEL }, async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      if (!open.has(name)) await createDatabase(sql, name);
      await closeToOthers(sql, name);
    }
  });
  await Promise.all(workers);
  for (const name of ['postgres', 'template1']) if (open.get(name)) await closeToOthers(sql, name);
}

async function createDatabase(sql: Sql, name: string): Promise<void> {
  await sql.unsafe(`create database "${name}" owner "${name}" strategy wal_log`);
}

async function closeToOthers(sql: Sql, name: string): Promise<void> {
  await sql.unsafe(`revoke connect, temporary on database "${name}" from public`);
}
