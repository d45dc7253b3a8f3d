import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../bin/lib/lock.js';
import { readCliConfig } from '../../cli/src/config.ts';
import { type Ground, openGround } from '../../cli/src/ground.ts';
import type { Progress } from '../../cli/src/load/progress.ts';
import { openDatabase, type Sql } from './databases.ts';
import { type Props, seed } from './seed.ts';

/** PostgreSQL with the shop's databases in a temporary folder, filled with what orders need. */
export interface Site {
  ground: Ground;
  /** The engine itself, for its log position and checkpoints. */
  engine: Sql;
  props: Props;
  /** Where the data lie, and whether that is memory and no disk. */
  folder: string;
  inMemory: boolean;
  /** Stops PostgreSQL and removes the folder. */
  close(): Promise<void>;
}

const NAME = 'sagashop-bench-';
const YOUNG = 60_000; // ms
const TMPFS = 0x01021994;
const GONE = 50; // ms; its data go with it, so PostgreSQL need not write them out

/** Opens a site of its own: no folder, port or database of the user's is touched. Leaves nothing when it throws. */
export async function openSite(options: {
  products: number;
  progress: Progress;
  signal: AbortSignal;
}): Promise<Site> {
  await removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), NAME));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  let ground: Ground | undefined;
  let engine: Sql | undefined;
  const close = async () => {
    await engine?.end({ timeout: 1 });
    await ground?.close(GONE);
    remove();
  };
  try {
    ground = await openGround(
      { ...readCliConfig({}), SAGASHOP_DATA: join(folder, 'data') },
      { demo: false, progress: options.progress.say },
    );
    // All that is asked for comes from one address.
    ground = { ...ground, env: { ...ground.env, SAGASHOP_RATE_LIMITS: 'off' } };
    engine = openDatabase(ground.postgres.superuserUrl);
    const props = await seed(ground, options);
    const inMemory = process.platform === 'linux' && statfsSync(folder).type === TMPFS;
    return { ground, engine, props, folder, inMemory, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Removes the folders of runs that were killed: nobody holds their locks. */
async function removeLeftovers(): Promise<void> {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(NAME));
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    const lock = join(folder, 'data', 'lock');
    // Without a lock it is one that is being made just now, or one that was half removed.
    const left = existsSync(lock) ? (await takeLock(lock)).release !== undefined : isOld(folder);
    if (left) rmSync(folder, { recursive: true, force: true });
  }
}

function isOld(folder: string): boolean {
  const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && Date.now() - made > YOUNG;
}
