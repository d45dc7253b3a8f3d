import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findBinaries } from './binaries.ts';
import { environment, findPrefix, LOCALE, type Prefix } from './runner.ts';

export const SUPERUSER = 'postgres';
const VERSION = '18';
const PASSWORD_FILE = 'superuser-password';
const ONLY_WITH_PASSWORD = `# Written by Sagashop. Everyone, the superuser too, needs a password.
host all all 127.0.0.1/32 scram-sha-256
`;

/** Whether what is written outlives a crash of the machine: at once, never (for tests), or when `syncCluster` says so. */
export type Durable = boolean | 'later';

export type ClusterOptions = {
  directory: string;
  initdb: string;
  prefix: Prefix;
  durable: Durable;
  progress: (message: string) => void;
};

/**
 * Makes the cluster `directory` when it is missing; leaves an existing one as it is. Returns the
 * superuser's password. Throws when the folder holds something else or another version's data.
 */
export async function ensureCluster(options: ClusterOptions): Promise<string> {
  const { directory } = options;
  await removeUnfinished(directory);
  if (!existsSync(directory)) await createCluster(options);
  const version = await readFile(join(directory, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) throw new Error(`${directory} is no PostgreSQL data. Move it away.`);
  if (version.trim() !== VERSION) {
    throw new Error(`${directory} is of PostgreSQL ${version.trim()}, but this is PostgreSQL ${VERSION}.`);
  }
  return (await readFile(join(directory, PASSWORD_FILE), 'utf8')).trim();
}

// In a folder of its own and renamed at the end: whatever interrupts it, there is a whole cluster or none.
async function createCluster({
  directory,
  initdb,
  prefix,
  durable,
  progress,
}: ClusterOptions): Promise<void> {
  progress('creating the database cluster');
  const parent = dirname(directory);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const draft = `${draftPrefix(directory)}${randomBytes(4).toString('hex')}`;
  const passwordFile = `${draft}.password`;
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  const args = ['-D', draft, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  // Sorting and character classes by PostgreSQL itself, the same on every system; pg_trgm alone still
  // asks the C library, hence --locale.
  args.push('--encoding=UTF8', `--locale=${LOCALE}`);
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (durable !== true) args.push('--no-sync');
  // Guessing the password of a test's database is worth nothing, and each connection proves that it knows it.
  if (durable === false) args.push('--set', 'scram_iterations=1');
  const [program = '', ...rest] = [...prefix, initdb, ...args];
  await promisify(execFile)(program, rest, { env: environment() }).catch((error: { stderr?: string }) => {
    throw new Error(`initdb failed in ${draft}: ${error.stderr?.trim() || error}`);
  });
  await writeFile(join(draft, 'pg_hba.conf'), ONLY_WITH_PASSWORD);
  await rename(passwordFile, join(draft, PASSWORD_FILE));
  await rename(draft, directory);
}

/** Has all of a cluster whose server has stopped written to the disk. Throws with the words of `initdb`. */
export async function syncCluster(directory: string): Promise<void> {
  const { initdb } = await findBinaries();
  const [program = '', ...rest] = [...(await findPrefix()), initdb, '--sync-only', '-D', directory];
  await promisify(execFile)(program, rest, { env: environment() });
}

function draftPrefix(directory: string): string {
  return join(dirname(directory), `.${basename(directory)}-unfinished-`);
}

async function removeUnfinished(directory: string): Promise<void> {
  const parent = dirname(directory);
  const names = await readdir(parent).catch(() => []);
  const unfinished = names.filter((name) => name.startsWith(basename(draftPrefix(directory))));
  for (const name of unfinished) await rm(join(parent, name), { recursive: true, force: true });
}
