import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CliConfig, environment } from '../config.ts';
import { readRun } from '../data-directory.ts';
import { openGround } from '../ground.ts';
import { readPasswords, urlOf } from '../postgres/databases.ts';
import { DATABASES } from '../services.ts';
import type { ShopFile } from '../shop-file.ts';

export interface Databases {
  /** Each service's, by its name. */
  urls: Record<string, string>;
  /** What was decided at the first start and stays. */
  shop: { currency: string; demo: boolean };
  close(): Promise<void>;
}

/**
 * The databases that variables name (`PAYMENT_DATABASE_URL`, …); undefined when they name none. Throws when they name
 * some and not all, or when variables do not say what a data directory would: the currency, and who may deposit.
 */
export function namedDatabases(config: CliConfig): Databases | undefined {
  const env = environment();
  const urls: Record<string, string> = {};
  for (const name of DATABASES) {
    const url = env[`${name.toUpperCase()}_DATABASE_URL`];
    if (url) urls[name] = url;
  }
  const missing = DATABASES.filter((name) => !urls[name]);
  if (missing.length === DATABASES.length) return undefined;
  if (missing.length > 0) {
    const names = missing.map((name) => `${name.toUpperCase()}_DATABASE_URL`).join(', ');
    throw new Error(
      `A backup is of all databases; not set: ${names}. Set them all, or none for SAGASHOP_DATA.`,
    );
  }
  const { SAGASHOP_CURRENCY: currency, SAGASHOP_DEPOSITS: deposits } = config;
  if (currency === undefined)
    throw new Error('SAGASHOP_CURRENCY is not set. Set it: a backup says which currency its prices are in.');
  if (deposits === undefined)
    throw new Error(
      'SAGASHOP_DEPOSITS is not set. Set it as the shop has it, open or admin: a backup says it.',
    );
  return { urls, shop: { currency, demo: deposits === 'open' }, close: async () => {} };
}

/**
 * The databases that variables name, else those of the shop in the data directory: of the running one, or of one that
 * is stopped, whose PostgreSQL then runs until `close`. Throws when there is no shop.
 */
export async function findDatabases(config: CliConfig, progress: (line: string) => void): Promise<Databases> {
  const named = namedDatabases(config);
  if (named) return named;
  const directory = config.SAGASHOP_DATA;
  const run = await readRun(directory);
  if (run?.['userDatabase']) {
    const passwords = await readPasswords(join(directory, 'database-passwords.json'));
    const urls = DATABASES.map((name) => [
      name,
      urlOf(String(run['userDatabase']), name, passwords[name] ?? ''),
    ]);
    const shop: ShopFile = JSON.parse(await readFile(join(directory, 'shop.json'), 'utf8'));
    return { urls: Object.fromEntries(urls), shop, close: async () => {} };
  }
  const ground = await openGround(config, { demo: true, progress, mustExist: true });
  const { databases: urls, file: shop, close } = ground;
  if (shop.opened) return { urls, shop, close };
  await close();
  throw new Error(`The shop in ${directory} was never opened to its end. Run npm start once.`);
}
