import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '@sagashop/chassis/config/config';
import { type CliConfig, environment } from './config.ts';
import { openDataDirectory } from './data-directory.ts';
import { hasDemo } from './fill-demo-shop.ts';
import { isLab } from './is-lab.ts';
import { ensureDatabases } from './postgres/databases.ts';
import { type RunningPostgres, startPostgres } from './postgres/start.ts';
import { DATABASES, databaseVariables } from './services.ts';
import { type ShopFile, shopFile } from './shop-file.ts';

/** What a shop stands on: its data directory, its PostgreSQL and databases, and its services' environment. */
export interface Ground {
  directory: string;
  file: ShopFile;
  postgres: RunningPostgres;
  /** The URL of each service's database, by the service's name. */
  databases: Record<string, string>;
  env: Env;
  /** Stops PostgreSQL, the hard way after `patience` ms, and gives the directory free. */
  close(patience?: number): Promise<void>;
}

/**
 * Takes the data directory and starts its PostgreSQL. Throws with a sentence when the directory is in use, or
 * when there is no shop in it and one `mustExist`; leaves nothing running when it throws.
 */
export async function openGround(
  config: CliConfig,
  options: {
    demo: boolean;
    progress: (message: string) => void;
    mustExist?: boolean;
    /** Another folder for the databases, in which nothing is durable before it is synced. */
    draft?: string;
  },
): Promise<Ground> {
  if (options.mustExist && !existsSync(join(config.SAGASHOP_DATA, 'shop.json'))) {
    throw new Error(
      `There is no shop in ${config.SAGASHOP_DATA}. Open one with npm start, or set SAGASHOP_DATA.`,
    );
  }
  const directory = await openDataDirectory(config.SAGASHOP_DATA);
  let postgres: RunningPostgres | undefined;
  const close = async (patience?: number) => {
    await postgres?.stop(patience);
    directory.release();
  };
  try {
    const { path } = directory;
    const demo = options.demo && hasDemo();
    const file = await shopFile(path, { currency: config.SAGASHOP_CURRENCY, demo });
    if (options.demo && !demo && !file.opened)
      options.progress('There is no folder demo/: the shop opens empty, with admin alone.');
    const { draft, progress } = options;
    const cluster = {
      directory: join(path, draft ?? 'postgres'),
      durable: draft ? ('later' as const) : true,
    };
    postgres = await startPostgres({ ...cluster, progress });
    const passwords = join(path, 'database-passwords.json');
    const databases = await ensureDatabases(postgres.superuserUrl, DATABASES, passwords);
    const env = serviceEnvironment(config, file, databases);
    return { directory: path, file, postgres, databases, env, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function serviceEnvironment(config: CliConfig, file: ShopFile, urls: Record<string, string>) {
  return {
    SAGASHOP_DEPOSITS: file.demo ? 'open' : 'admin',
    ...environment(),
    SAGASHOP_LAB: isLab(config, file) ? '1' : '0',
    SAGASHOP_CURRENCY: file.currency,
    ...databaseVariables(urls),
  };
}
