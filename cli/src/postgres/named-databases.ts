import postgres from 'postgres';
import { assertName, ensureOwnDatabases, roleStatement } from './databases.ts';

type Sql = ReturnType<typeof postgres>;

/** What a service's URL asks of a server. */
interface Login {
  name: string;
  password: string;
  url: string;
}

/** Two that do the same take turns: an upgrade may come while the one before has not ended. */
const LOCK = 7_245_190_311;

/**
 * Makes sure, on the server of `superuserUrl`, that each of `urls` (by the service's name) leads somewhere: that its role
 * is there with its password, and its database, which is the role's alone. What is so already is left as it is; a role with
 * another password gets the URL's. A URL of another server is none of its business. Resolves to what it found and did, by the
 * service's name. Throws with a sentence, in which no password is, for a URL that is none, names no role and database of
 * one plain name, or a superuser.
 */
export async function ensureNamedDatabases(
  superuserUrl: string,
  urls: Readonly<Record<string, string>>,
): Promise<Record<string, 'as it should be' | 'made' | 'given its password' | 'on another server'>> {
  const found: Awaited<ReturnType<typeof ensureNamedDatabases>> = {};
  const here: [string, Login][] = [];
  for (const [service, url] of Object.entries(urls)) {
    if (serverOf(url, service) === serverOf(superuserUrl, 'postgres'))
      here.push([service, loginOf(url, service)]);
    else found[service] = 'on another server';
  }
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    const roles = await sql<{ rolname: string; rolsuper: boolean }[]>`select rolname, rolsuper from pg_roles`;
    const existing = new Map(roles.map((role) => [role.rolname, role.rolsuper]));
    for (const [service, { name }] of here)
      if (existing.get(name))
        throw new Error(`${variable(service)}: ${name} is a superuser, no service's role.`);
    for (const [service, login] of here) found[service] = await ensureRole(sql, login, existing);
    await ensureOwnDatabases(
      sql,
      here.map(([, { name }]) => name),
    );
    return found;
  } finally {
    await sql.end();
  }
}

async function ensureRole(sql: Sql, login: Login, existing: ReadonlyMap<string, boolean>) {
  const { name, password } = login;
  if (!existing.has(name)) {
    await sql.unsafe(roleStatement('create', name, password));
    return 'made';
  }
  if (await letsIn(login)) return 'as it should be';
  await sql.unsafe(roleStatement('alter', name, password));
  return 'given its password';
}

/** Whether the server knows the role by this password, be there a database for it or not. */
async function letsIn({ url }: Login): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '28P01' || code === '28000') return false;
    if (code === '3D000' || code === '42501') return true; // asked after the password
    throw error;
  } finally {
    await sql.end();
  }
}

function loginOf(text: string, service: string): Login {
  const url = parsed(text, service);
  const name = decodeURIComponent(url.username);
  if (decodeURIComponent(url.pathname.slice(1)) !== name)
    throw new Error(`${variable(service)}: the role and its database must have one name.`);
  if (!url.password) throw new Error(`${variable(service)} has no password.`);
  assertName(name);
  return { name, password: decodeURIComponent(url.password), url: text };
}

function serverOf(text: string, service: string): string {
  const { hostname, port } = parsed(text, service);
  return `${hostname}:${port || 5432}`;
}

function parsed(text: string, service: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new Error(`${variable(service)} is no URL.`);
  }
}

const variable = (service: string) => `${service.toUpperCase()}_DATABASE_URL`;
