import { readConfig } from '@sagashop/chassis/config/config';
import { connect } from '@sagashop/chassis/postgres/connect';
import { reachDatabase } from '@sagashop/chassis/postgres/reach-database';
import { Type } from 'typebox';
import { environment } from './config.ts';
import { ensureNamedDatabases } from './postgres/named-databases.ts';
import { assertKnown, DATABASES } from './services.ts';

const say = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * `sagashop databases [service…]`: makes the roles and databases that these services' URLs name (all when none is named), as
 * the superuser of POSTGRES_DATABASE_URL, on that server, and does nothing else. Again changes nothing but passwords that differ. Resolves to
 * the exit code; throws, naming the variable, at what is wrong. A server that is away is waited for, a minute at most.
 */
export async function databases(services: readonly string[]): Promise<number> {
  assertKnown(services, DATABASES);
  const names = services.length > 0 ? services : DATABASES;
  const properties = Object.fromEntries(
    ['postgres', ...names].map((name) => [`${name.toUpperCase()}_DATABASE_URL`, Type.String()] as const),
  );
  const config: Record<string, unknown> = readConfig(Type.Object(properties), environment());
  const urlOf = (name: string) => String(config[`${name.toUpperCase()}_DATABASE_URL`]);
  const sql = connect(urlOf('postgres'), { name: 'postgres', max: 2 });
  try {
    await reachDatabase(sql, 'postgres', { say });
  } finally {
    await sql.end({ timeout: 1 });
  }
  const urls = Object.fromEntries(names.map((name) => [name, urlOf(name)]));
  const found = await ensureNamedDatabases(urlOf('postgres'), urls);
  for (const [name, what] of Object.entries(found)) process.stdout.write(`${name}: ${what}\n`);
  return 0;
}
