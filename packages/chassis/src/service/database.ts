import { type TObject, Type } from 'typebox';
import { CommonConfig, type Env, readConfig } from '../config/config.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Voice } from '../observe/warn-throttled.ts';
import { watchPool } from '../observe/watch-pool.ts';
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

/** Where it is, and how many connections it gets: as the service has read it, or to be read from its environment. */
type Place = { url: string; pool: number } | { env: Env };

type DatabaseOptions = Place & {
  name: string;
  migrations: URL;
  settings?: Record<string, string>;
  metrics?: Metrics;
  log?: Voice;
};

/** The settings of a service that has none but those of its database. */
export function databaseConfig(name: string): TObject {
  return Type.Object({ ...CommonConfig.properties, [urlVariable(name)]: Type.String() });
}

/**
 * Connects and applies the migrations of a folder. A database that is away is waited for, a minute at most, which is
 * logged. Throws when it stays away, lets nobody in, or a migration fails, and where the environment says nothing of it.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { name, settings = {}, log } = options;
  const { url, pool } = 'env' in options ? placeOf(name, options.env) : options;
  const sql = connect(url, { name: `sagashop-${name}`, max: pool, settings });
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

const urlVariable = (name: string) => `${name.toUpperCase()}_DATABASE_URL`;

function placeOf(name: string, env: Env) {
  const config: Record<string, unknown> = readConfig(databaseConfig(name), env);
  return { url: String(config[urlVariable(name)]), pool: Number(config['DATABASE_POOL']) };
}
