import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createLog } from '@sagashop/chassis/log';
import { type CliConfig, environment } from './config.ts';
import { openDataDirectory } from './data-directory.ts';
import { DATABASES, databaseVariables, type Hosted, host } from './host.ts';
import { ensureDatabases } from './postgres/databases.ts';
import { startPostgres } from './postgres/start.ts';
import { type ShopFile, shopFile } from './shop-file.ts';

export interface Shop extends Hosted {
  directory: string;
  file: ShopFile;
  postgresPid: number;
  /** The URL of each service's database, by the service's name. */
  databases: Record<string, string>;
  /** Resolves when the PostgreSQL server has ended, wanted or not. */
  postgresExited: Promise<unknown>;
}

/**
 * Opens the shop of a data directory in this process: its PostgreSQL, its databases, all services and the
 * gateway, nothing listening yet. Throws with a sentence when the directory is in use; leaves nothing
 * running when it throws.
 */
export async function openShop(
  config: CliConfig,
  options: { demo: boolean; progress: (message: string) => void; mustExist?: boolean },
): Promise<Shop> {
  if (options.mustExist && !existsSync(join(config.SAGASHOP_DATA, 'shop.json'))) {
    throw new Error(
      `There is no shop in ${config.SAGASHOP_DATA}. Open one with npm start, or set SAGASHOP_DATA.`,
    );
  }
  const directory = await openDataDirectory(config.SAGASHOP_DATA);
  const undo: (() => unknown)[] = [() => directory.release()];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const file = await shopFile(directory.path, { currency: config.SAGASHOP_CURRENCY, demo: options.demo });
    const postgres = await startPostgres({
      directory: join(directory.path, 'postgres'),
      progress: options.progress,
    });
    undo.push(() => postgres.stop());
    const passwords = join(directory.path, 'database-passwords.json');
    const urls = await ensureDatabases(postgres.superuserUrl, DATABASES, passwords);
    const hosted = await host(serviceEnvironment(file, urls), createLog(config.LOG_LEVEL));
    undo.push(() => hosted.stop());
    const { path } = directory;
    return {
      ...hosted,
      directory: path,
      file,
      databases: urls,
      postgresPid: postgres.pid,
      postgresExited: postgres.exited,
      stop: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function serviceEnvironment(file: ShopFile, urls: Record<string, string>) {
  return {
    SAGASHOP_DEPOSITS: file.demo ? 'open' : 'admin',
    SAGASHOP_INTERNAL_KEYS: file.internalKeys,
    ...environment(),
    SAGASHOP_CURRENCY: file.currency,
    ...databaseVariables(urls),
  };
}
