import type { Voice } from '../observe/log-throttled.ts';
import type { Metrics } from '../observe/metrics.ts';
import { watchPool } from '../observe/pool-metrics.ts';
import { connect } from '../postgres/connect.ts';
import { migrate, missingMigrations } from '../postgres/migrate.ts';
import { reachDatabase } from '../postgres/reach-database.ts';
import type { Sql } from '../postgres/sql.ts';

/** A service's own database: a pool, brought up to date, that can say whether it is ready. */
export interface Database {
  sql: Sql;
  ready(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects and applies the migrations of a folder. A database that is away is waited for, a minute at most, which is
 * logged. Throws when it stays away, lets nobody in, or a migration fails.
 */
export async function openDatabase(options: {
  name: string;
  url: string;
  pool: number;
  migrations: URL;
  settings?: Record<string, string>;
  metrics?: Metrics;
  log?: Voice;
}): Promise<Database> {
  const { name, pool, settings = {}, log } = options;
  const sql = connect(options.url, { name: `sagashop-${name}`, max: pool, settings });
  try {
    await reachDatabase(sql, name, { say: (line) => log?.warn({}, line) });
    await migrate(sql, options.migrations);
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  if (options.metrics) watchPool(sql, { service: name, max: pool, metrics: options.metrics });
  return {
    sql,
    ready: async () => {
      const missing = await missingMigrations(sql, options.migrations);
      if (missing.length > 0)
        throw new Error(`${options.name}: migrations not applied: ${missing.join(', ')}`);
    },
    close: () => sql.end({ timeout: 2 }),
  };
}
