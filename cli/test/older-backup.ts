import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connect } from '@sagashop/chassis/postgres/connect';
import { testDatabase } from '@sagashop/chassis/testing';
import { loadBackup } from '../src/backup/load.ts';
import { readManifest } from '../src/backup/manifest.ts';
import { DATABASES, databaseVariables } from '../src/services.ts';
import { scratchDirectory } from './scratch.ts';

export const OLDER = fileURLToPath(new URL('../../tests/upgrade/older-shop', import.meta.url));
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
export const SHOP = { version: '0.1.0', currency: 'RUB', demo: false };
/** What the command line is told of a shop in these databases. */
export const variables = (urls: Record<string, string>) => ({
  ...databaseVariables(urls),
  SAGASHOP_CURRENCY: SHOP.currency,
  SAGASHOP_DEPOSITS: 'admin',
});

export const silent = () => {};

export async function newDatabases(): Promise<Record<string, string>> {
  const urls = DATABASES.map(async (name) => [name, await testDatabase(`restore_${name}`)] as const);
  return Object.fromEntries(await Promise.all(urls));
}

/** The command line with these variables; ended by SIGKILL as soon as it says something that fits. */
export async function run(env: Record<string, string>, args: string[], killAt?: RegExp) {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
      if (killAt?.test(output)) child.kill('SIGKILL');
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** How many rows all tables of all services have together, and of which service each that has some. */
export async function rowsIn(urls: Record<string, string>): Promise<Record<string, number>> {
  const backup = await readManifest(OLDER);
  const counts: Record<string, number> = {};
  for (const [name, { tables }] of Object.entries(backup.databases)) {
    const sql = connect(urls[name]!, { name: 'count', max: 1 });
    const there = await sql<{ name: string }[]>`select relname as name from pg_class where relkind = 'r'`;
    for (const table of tables.filter((one) => there.some((row) => row.name === one.name)))
      counts[name] = (counts[name] ?? 0) + (await sql.unsafe(`select from ${table.name}`)).count;
    await sql.end();
  }
  return counts;
}

export async function expected(): Promise<Record<string, number>> {
  const { databases } = await readManifest(OLDER);
  const sums = Object.entries(databases).map(([name, { tables }]) => [
    name,
    tables.reduce((sum, table) => sum + table.rows, 0),
  ]);
  return Object.fromEntries(sums);
}

export const load = async (urls: Record<string, string>, say: (line: string) => void = silent) =>
  loadBackup(OLDER, { backup: await readManifest(OLDER), urls, say });

export async function copied(t: TestContext): Promise<string> {
  const folder = join(await scratchDirectory(t), 'copy');
  await cp(OLDER, folder, { recursive: true });
  return folder;
}
