import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CliConfig, environment } from '../config.ts';
import { readRun } from '../data-directory.ts';
import { openGround } from '../ground.ts';
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
 * some and not all.
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
  const demo = env['SAGASHOP_DEPOSITS'] === 'open';
  return { urls, shop: { currency: config.SAGASHOP_CURRENCY ?? 'RUB', demo }, close: async () => {} };
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
    const passwords = await readJson<Record<string, string>>(join(directory, 'database-passwords.json'));
    const urls = DATABASES.map((name) => [
      name,
      urlLike(String(run['userDatabase']), name, passwords[name] ?? ''),
    ]);
    const shop = await readJson<ShopFile>(join(directory, 'shop.json'));
    return { urls: Object.fromEntries(urls), shop, close: async () => {} };
  }
  const ground = await openGround(config, { demo: true, progress, mustExist: true });
  const { databases: urls, file: shop, close } = ground;
  if (shop.opened) return { urls, shop, close };
  await close();
  throw new Error(`The shop in ${directory} was never opened to its end. Run npm start once.`);
}

const readJson = async <T>(path: string): Promise<T> => JSON.parse(await readFile(path, 'utf8'));

function urlLike(other: string, name: string, password: string): string {
  const url = new URL(other);
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return url.href;
}
