import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type CliConfig, readCliConfig } from './config.ts';
import { openDataDirectory } from './data-directory.ts';
import { hasDemo } from './fill-demo-shop.ts';
import { fillForTheFirstTime } from './first-start.ts';
import { syncCluster } from './postgres/cluster.ts';
import { openShop } from './shop.ts';
import { readShopFile, type ShopFile, writeShopFile } from './shop-file.ts';

const REFUSED = 2; // nothing was done
const DATABASES = 'postgres';
const GONE = 'postgres.gone';
const DRAFT = 'postgres.draft';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * `sagashop demo reset`: everything in a stopped demo as at its first start, with the same sign-ins. Asks first, unless
 * `yes`. Resolves to the exit code; throws, and does nothing, for a shop that runs, that was not begun as a demo, or of
 * which that cannot be known. May be cut off anywhere: the next start or reset goes on.
 */
export async function demoReset({ yes = false }: { yes?: boolean }): Promise<number> {
  const config = readCliConfig();
  const { SAGASHOP_DATA: data } = config;
  if (!existsSync(join(data, 'shop.json'))) throw new Error(`There is no shop in ${data}. Nothing was done.`);
  const started = performance.now();
  const { path, release } = await openDataDirectory(data);
  let asked: number;
  try {
    const file = await demoIn(path);
    const before = performance.now();
    if (!yes && !(await agreed(path))) {
      say('Nothing was done.');
      return REFUSED;
    }
    asked = performance.now() - before;
    await forget(path, file);
  } finally {
    release();
  }
  await fill(config, path);
  const seconds = ((performance.now() - started - asked) / 1000).toFixed(1);
  say(`The demo in ${path} is as at its first start (in ${seconds} s). Open it with npm start.`);
  return 0;
}

/** What the demo in a folder was begun as. Throws when it is none, or nobody can say. */
async function demoIn(path: string): Promise<ShopFile> {
  const file = await readShopFile(path);
  if (!file)
    throw new Error(`${join(path, 'shop.json')} cannot be read, so this may be no demo. Nothing was done.`);
  if (file.demo !== true) throw new Error(`The shop in ${path} was not begun as a demo. Nothing was done.`);
  if (!hasDemo())
    throw new Error('The demo goods are in the folder demo/, which is not there. Nothing was done.');
  return file;
}

async function agreed(path: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    say('This takes everything away that is in the shop. Say --yes where nobody can be asked.');
    return false;
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(`Everything in the demo in ${path} will be gone. Go on? (yes/no) `);
  lines.close();
  return answer.trim().toLowerCase() === 'yes';
}

/** From here on it is a demo that has yet to be opened: whatever comes next, its first start is done anew. */
async function forget(path: string, file: ShopFile): Promise<void> {
  const gone = join(path, GONE);
  await writeShopFile(path, { ...file, opened: false });
  for (const left of [gone, join(path, DRAFT)]) await rm(left, { recursive: true, force: true });
  if (existsSync(join(path, DATABASES))) await rename(join(path, DATABASES), gone);
}

/**
 * Fills databases beside their place, which need not outlive a crash of the machine before they are whole: then they are
 * written to the disk at once, and put there.
 */
async function fill(config: CliConfig, path: string): Promise<void> {
  const shop = await openShop(config, { demo: true, progress: say, mustExist: true, draft: DRAFT });
  // Files that nobody waits for go meanwhile.
  const removed = rm(join(path, GONE), { recursive: true, force: true });
  let lines: string[];
  try {
    lines = await fillForTheFirstTime(shop, config, say);
  } finally {
    await Promise.all([shop.stop(), removed]);
  }
  const { release } = await openDataDirectory(path);
  try {
    await syncCluster(join(path, DRAFT));
    await rename(join(path, DRAFT), join(path, DATABASES));
    await writeShopFile(path, { ...shop.file, opened: true });
  } finally {
    release();
  }
  for (const line of lines) say(line);
}
