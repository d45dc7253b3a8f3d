import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { appliedMigrations } from '@sagashop/chassis/postgres/migrate';
import { newId } from '@sagashop/kernel/ids';
import { copyOut } from './copy.ts';
import { type DatabaseCopy, type Manifest, syncFolder, type TableCopy, writeManifest } from './manifest.ts';
import { type Frozen, letGo, openMoment } from './moment.ts';
import { progressOf } from './progress.ts';
import { sequencesOf, tablesOf } from './tables.ts';

/**
 * What means nothing in another place or at another time: who was signed in (nobody who has signed out since must be
 * let in again), whose guesses were counted, which processes ran sagas.
 */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  user: ['sessions', 'attempts'],
  order: ['attempts', 'runners'],
};

/**
 * Copies these databases, as of one moment, into a folder that is not there yet. Nothing of it counts before its
 * manifest is there, which is written last. Throws when a database or the disk fails.
 */
export async function takeBackup(
  folder: string,
  { urls, shop, say }: { urls: Record<string, string>; shop: Manifest['shop']; say: (line: string) => void },
): Promise<Manifest> {
  await mkdir(folder, { mode: 0o700 });
  const { databases, waited, close } = await openMoment(urls);
  try {
    const copies: Record<string, DatabaseCopy> = {};
    for (const frozen of databases) {
      copies[frozen.name] = await copyDatabase(frozen, folder, say);
      await letGo(frozen);
    }
    const manifest: Manifest = { format: 1, id: newId(), shop, waited, databases: copies };
    await writeManifest(folder, manifest);
    await syncFolder(folder);
    return manifest;
  } finally {
    await close();
  }
}

async function copyDatabase(
  frozen: Frozen,
  folder: string,
  say: (line: string) => void,
): Promise<DatabaseCopy> {
  const { name, session, ...seen } = frozen;
  const own = join(folder, name);
  await mkdir(own, { mode: 0o700 });
  const sequences = await sequencesOf(session);
  const migrations = [...(await appliedMigrations(session))];
  const tables: TableCopy[] = [];
  for (const table of await tablesOf(session)) {
    if (LEFT_OUT[name]?.includes(table.name)) continue;
    const file = `${name}/${table.name}.copy.gz`;
    const progress = progressOf(`${name}.${table.name}`, say);
    const copied = await copyOut(session, table, join(folder, file), progress.seen);
    progress.done();
    tables.push({ ...table, file, ...copied });
  }
  await syncFolder(own);
  return { ...seen, migrations, tables, sequences };
}
