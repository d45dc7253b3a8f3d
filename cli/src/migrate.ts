import { readConfig } from '@sagashop/chassis/config/config';
import { connect } from '@sagashop/chassis/postgres/connect';
import { migrate as applyMigrations } from '@sagashop/chassis/postgres/migrate';
import { reachDatabase } from '@sagashop/chassis/postgres/reach-database';
import { Type } from 'typebox';
import { environment } from './config.ts';
import { assertKnown, DATABASES, migrationsFolder } from './services.ts';

const say = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * `sagashop migrate [service…]`: brings the databases of these services (all when none is named) up to date and
 * does nothing else. Resolves to the exit code; throws, naming the variable or the file, at the first that fails.
 * Several at once take turns, and what is there already is left as it is. A database that is away is waited for, a minute
 * at most.
 */
export async function migrate(names: readonly string[]): Promise<number> {
  assertKnown(names, DATABASES);
  const env = environment();
  for (const name of names.length > 0 ? names : DATABASES) {
    const variable = `${name.toUpperCase()}_DATABASE_URL`;
    const config: Record<string, unknown> = readConfig(Type.Object({ [variable]: Type.String() }), env);
    const sql = connect(String(config[variable]), { name, max: 2 });
    try {
      await reachDatabase(sql, name, { say });
      const waits = () => say(`${name}: waiting for a backup, or another migration, to end…`);
      const applied = await applyMigrations(sql, migrationsFolder(name), { waits });
      const what = applied.length > 0 ? applied.join(', ') : 'up to date';
      process.stdout.write(`${name}: ${what}\n`);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  return 0;
}
