import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { takeLock } from '../../../bin/lib/lock.js';
import { readCliConfig } from '../config.ts';
import { momentsOf, syncFolder } from './manifest.ts';
import { takeBackup } from './take.ts';
import { findDatabases } from './where.ts';

const UNFINISHED = '.unfinished-';
const WHOLE = /^sagashop-\d{8}T\d{6}Z$/;
const LOCK = '.lock';

const say = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * `sagashop backup [FOLDER]`: copies the databases of a running or stopped shop, as of one moment, into a folder of
 * their own in FOLDER (`backups`). It has another name until it is whole and on the disk. With `keep`, only so many
 * of the newest stay. Resolves to the exit code; throws, saying what to do, when there is no whole backup.
 */
export async function backup(folder = 'backups', options: { keep?: string } = {}): Promise<number> {
  const keep = readKeep(options.keep);
  const config = readCliConfig();
  const home = resolve(folder);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const lock = await takeLock(join(home, LOCK));
  if (!lock.release)
    throw new Error(`Process ${lock.holder} is making a backup in ${home}. Wait for its end.`);
  const databases = await findDatabases(config, say);
  try {
    await removeUnfinished(home);
    const draft = join(home, `${UNFINISHED}${randomBytes(4).toString('hex')}`);
    const { urls, shop } = databases;
    const { currency, demo } = shop;
    const manifest = await takeBackup(draft, {
      urls,
      shop: { version: await version(), currency, demo },
      say,
    });
    const whole = join(home, nameAt(new Date()));
    await rename(draft, whole);
    await syncFolder(home);
    process.stdout.write(`${momentsOf(manifest)}${whole}\n`);
    if (keep) await removeOlder(home, keep);
    return 0;
  } finally {
    await databases.close();
    lock.release();
  }
}

function readKeep(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`--keep: '${text}' is no number of backups; 1 at least.`);
  return Number(text);
}

const nameAt = (time: Date) => `sagashop-${time.toISOString().replace(/[-:]|\.\d+/g, '')}`;

async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** What a backup left behind that was cut off; whoever holds the lock is the only one at it. */
async function removeUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home))
    if (name.startsWith(UNFINISHED)) await rm(join(home, name), { recursive: true, force: true });
}

async function removeOlder(home: string, keep: number): Promise<void> {
  const names = (await readdir(home)).filter((name) => WHOLE.test(name)).sort();
  for (const name of names.slice(0, -keep)) {
    // By the name that counts for nothing, so that half of it is never taken for whole.
    const doomed = join(home, `${UNFINISHED}${name}`);
    await rename(join(home, name), doomed);
    await rm(doomed, { recursive: true, force: true });
    say(`Removed ${name}: ${keep} newer ones are kept.`);
  }
}
