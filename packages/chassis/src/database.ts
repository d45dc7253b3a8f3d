import type { Metrics } from './metrics.ts';
import { migrate, missingMigrations } from './migrate.ts';
import { watchPool } from './pool-metrics.ts';
import { connect, type Sql } from './postgres.ts';

/** A service's own database: a pool, brought up to date, that can say whether it is ready. */
export interface Database {
  sql: Sql;
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Connects and applies the migrations of a folder. Throws when the database is away or a migration fails. */
export async function openDatabase(options: {
  name: string;
  url: string;
  pool: number;
  migrations: URL;
  settings?: Record<string, string>;
  metrics?: Metrics;
}): Promise<Database> {
  const { name, pool, settings = {} } = options;
  const sql = connect(options.url, { name, max: pool, settings });
  try {
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
