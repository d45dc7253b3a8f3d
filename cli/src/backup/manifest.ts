import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** One table's rows: PostgreSQL's COPY in text format, gzipped. */
export interface TableCopy {
  name: string;
  columns: string[];
  /** Within the backup's folder. */
  file: string;
  rows: number;
  bytes: number;
  sha256: string;
}

/** One service's database as of one moment. */
export interface DatabaseCopy {
  /** By the database's own clock. */
  moment: string;
  /** How far its log had been written. */
  lsn: string;
  /** Which of its transactions are in the copy. */
  snapshot: string;
  postgres: string;
  /** The migrations that it had: the tables are those that these make. */
  migrations: string[];
  /** Those that others refer to come first. */
  tables: TableCopy[];
  /** The last number that each sequence has given, at that moment or later. */
  sequences: Record<string, string>;
}

/** What a backup says about itself. */
export interface Manifest {
  format: 1;
  id: string;
  shop: { version: string; currency: string; demo: boolean };
  /** ms for which writers of orders had to wait. */
  waited: number;
  databases: Record<string, DatabaseCopy>;
}

const FILE = 'manifest.json';
const FORMAT = 1;

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Writes a backup's manifest, with its own checksum, to the disk. */
export async function writeManifest(folder: string, backup: Manifest): Promise<void> {
  const whole = { sha256: hashOf(JSON.stringify(backup)), backup };
  const text = `${JSON.stringify(whole, null, 2)}\n`;
  await writeFile(join(folder, FILE), text, { mode: 0o600, flush: true });
}

/** Makes what a folder holds outlast a crash of the machine. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A backup's manifest. Throws when there is none, when it is damaged, or of a format that is not known here. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error(`There is no backup in ${folder}: it has no ${FILE}.`);
  const { sha256, backup } = parsed(text) ?? {};
  if (!backup || sha256 !== hashOf(JSON.stringify(backup)))
    throw new Error(`${join(folder, FILE)} is damaged. Take another backup; nothing was changed.`);
  if (backup.format !== FORMAT) {
    throw new Error(
      `The backup is of format ${backup.format}; this release reads ${FORMAT}. Take the release that made it.`,
    );
  }
  return backup;
}

function parsed(text: string): { sha256?: string; backup?: Manifest } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads every file of a backup and compares it with its manifest. Throws, naming the first that differs. */
export async function verifyFiles(folder: string, { databases }: Manifest): Promise<void> {
  for (const table of Object.values(databases).flatMap((copy) => copy.tables)) {
    const path = join(folder, table.file);
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash).catch((cause: Error) => {
      throw new Error(
        `${path} cannot be read (${cause.message}). Take another backup; nothing was changed.`,
        { cause },
      );
    });
    if (hash.digest('hex') !== table.sha256)
      throw new Error(`${path} is damaged. Take another backup; nothing was changed.`);
  }
}

/** The moment of each database, for people. */
export function momentsOf({ databases, waited }: Pick<Manifest, 'databases' | 'waited'>): string {
  const lines = Object.entries(databases).map(
    ([name, { moment, lsn }]) => `  ${name.padEnd(9)} ${moment}  ${lsn}`,
  );
  return `As of one moment, at which the writers of orders waited for ${waited} ms:\n${lines.join('\n')}\n`;
}
