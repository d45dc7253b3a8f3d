import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readCliConfig } from '../config.ts';
import { momentsOf, syncFolder } from './manifest.ts';
import { reachAll } from './reach-all.ts';
import { takeBackup } from './take.ts';
import { takeTurn } from './turn.ts';
import { findDatabases } from './where.ts';

const UNFINISHED = '.unfinished-';
const WHOLE = /^sagashop-\d{8}T\d{6}Z(?:-\d+)?$/;
const FULL = /^(?:ENOSPC|EDQUOT)$/;

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
  const databases = await findDatabases(config, say);
  let endTurn: (() => Promise<void>) | undefined;
  try {
    await reachAll(databases.urls, say);
    endTurn = await takeTurn(databases.urls['order']!);
    await removeUnfinished(home);
    const { currency, demo } = databases.shop;
    const shop = { version: await version(), currency, demo };
    const { whole, manifest } = await inDraft(home, async (draft) => {
      const manifest = await takeBackup(draft, { urls: databases.urls, shop, say });
      const whole = freePath(home, manifest.databases['order']!.moment);
      await rename(draft, whole);
      return { whole, manifest };
    });
    await syncFolder(home);
    process.stdout.write(`${momentsOf(manifest)}${whole}\n`);
    if (keep) await removeOlder(home, keep);
    return 0;
  } finally {
    await endTurn?.();
    await databases.close();
  }
}

/** Does some work in a folder of its own, of which nothing stays when it fails: its disk may be full. */
async function inDraft<T>(home: string, work: (draft: string) => Promise<T>): Promise<T> {
  const draft = join(home, `${UNFINISHED}${randomBytes(4).toString('hex')}`);
  try {
    return await work(draft);
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => {});
    const { code, message } = error as { code?: unknown; message: string };
    if (code === undefined) throw error; // in our own words, which say what to do
    const next = FULL.test(String(code)) ? `Give ${home} more room.` : 'Try again when that is mended.';
    throw new Error(`There is no backup: ${message}. What was copied is removed. ${next}`, { cause: error });
  }
}

function readKeep(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`--keep: '${text}' is no number of backups; 1 at least.`);
  return Number(text);
}

/** Where a backup of a moment goes: its name is that time, with a number when there is one of the same second. */
export function freePath(home: string, moment: string): string {
  const name = join(home, `sagashop-${moment.replace(/[-:]|\.\d+/g, '')}`);
  let path = name;
  for (let count = 2; existsSync(path); count++) path = `${name}-${count}`;
  return path;
}

async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** What a backup left behind that was cut off; whoever has the turn is the only one at it. */
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
