import { existsSync } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runAudit } from '@sagashop/audit/contract';
import { createLog } from '@sagashop/chassis/observe/log';
import { readable } from '../audit.ts';
import { type CliConfig, environment, readCliConfig } from '../config.ts';
import { openDataDirectory } from '../data-directory.ts';
import { openGround } from '../ground.ts';
import { type Hosted, host } from '../host.ts';
import { stopStaleServer } from '../postgres/stale.ts';
import { DATABASES, migrationsOfCode } from '../services.ts';
import { openShop } from '../shop.ts';
import { writeShopFile } from '../shop-file.ts';
import { readDeparted } from './departed.ts';
import { type Loading, loadBackup } from './load.ts';
import { type Manifest, momentsOf, readManifest, syncFolder, verifyFiles } from './manifest.ts';
import { reachAll } from './reach-all.ts';
import { RESTORED } from './restored.ts';
import { namedDatabases } from './where.ts';

const PATIENCE = 120_000; // ms for orders that were under way
const PAUSE = 1000; // ms between two audits

const say = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * `sagashop restore BACKUP`: brings a backup into the databases that variables name, or else into a data directory
 * that is not there yet, lets the orders under way end, and audits. Nothing is touched before every file of the
 * backup was compared with its checksum; what is cut off can be done again. Users whose ids stand in the file
 * `departed` leave again. Resolves to 0, or to 1 when the audit fails; throws, saying what to do, when it is not
 * restored.
 */
export async function restore(from: string, options: { departed?: string } = {}): Promise<number> {
  const folder = resolve(from);
  const config = readCliConfig();
  const departed = await readDeparted(options.departed);
  const named = namedDatabases(config);
  const backup = await readManifest(folder);
  await assertKnown(backup);
  assertCurrency(backup, config);
  if (!named) await assertNew(config.SAGASHOP_DATA);
  if (named) await reachAll(named.urls, say);
  say('Comparing every file with its checksum…');
  await verifyFiles(folder, backup);
  const loading = { backup, departed, say };
  if (named) await loadBackup(folder, { ...loading, urls: named.urls });
  else await restoreDirectory(folder, loading, config);
  process.stdout.write(momentsOf(backup));
  say('Letting the orders that were under way end, and auditing…');
  return named ? goOnNamed(config) : goOnInDirectory(config);
}

/** Throws when the backup has a migration that this code does not. */
async function assertKnown({ databases, shop }: Manifest): Promise<void> {
  for (const [name, { migrations }] of Object.entries(databases)) {
    const known = DATABASES.includes(name) ? await migrationsOfCode(name) : [];
    const newer = migrations.find((file) => !known.includes(file));
    if (newer === undefined) continue;
    throw new Error(
      `The backup is of a newer release, ${shop.version} (${name} ${newer}). Restore it with that one; nothing was changed.`,
    );
  }
}

function assertCurrency({ shop }: Manifest, { SAGASHOP_CURRENCY: wanted }: CliConfig): void {
  if (wanted === undefined || wanted === shop.currency) return;
  throw new Error(
    `The backup is of a shop with ${shop.currency}. Set SAGASHOP_CURRENCY=${shop.currency}; nothing was changed.`,
  );
}

async function assertNew(directory: string): Promise<void> {
  const there = await readdir(directory).catch(() => []);
  if (there.length === 0) return;
  throw new Error(`There is something in ${directory}. Move it away, or set SAGASHOP_DATA to a new folder.`);
}

/** All is made beside the data directory, which gets its name at the end: nobody can open a half of it. */
async function restoreDirectory(
  folder: string,
  loading: Omit<Loading, 'urls'>,
  config: CliConfig,
): Promise<void> {
  const { backup } = loading;
  const directory = config.SAGASHOP_DATA;
  const draft = `${directory}.restoring`;
  await clear(draft);
  const { currency, demo } = backup.shop;
  const ground = await openGround(
    { ...config, SAGASHOP_DATA: draft, SAGASHOP_CURRENCY: currency },
    { demo, progress: say },
  );
  try {
    await loadBackup(folder, { ...loading, urls: ground.databases });
    await writeFile(join(draft, RESTORED), momentsOf(backup), { mode: 0o600, flush: true });
    await writeShopFile(draft, { ...ground.file, opened: true });
  } finally {
    await ground.close();
  }
  await syncFolder(draft);
  await rename(draft, directory).catch((cause: Error) => {
    throw new Error(
      `Restored, but ${draft} cannot be renamed to ${directory} (${cause.message}). Rename it, or use it as it is.`,
      { cause },
    );
  });
  await syncFolder(dirname(directory));
}

/** Removes what an earlier try has left. */
async function clear(draft: string): Promise<void> {
  if (!existsSync(draft)) return;
  const left = await openDataDirectory(draft);
  try {
    await stopStaleServer(join(draft, 'postgres'));
  } finally {
    left.release();
  }
  await rm(draft, { recursive: true, force: true });
}

async function goOnInDirectory(config: CliConfig): Promise<number> {
  const shop = await openShop(config, { demo: true, progress: say, mustExist: true });
  return goOn(shop);
}

async function goOnNamed(config: CliConfig): Promise<number> {
  return goOn(await host(environment(), createLog(config, 'sagashop')));
}

/** Lets the orders that were under way at the backup's moment end, then audits; resolves to the exit code. */
async function goOn(shop: Hosted): Promise<number> {
  try {
    await shop.start();
    const report = await settled(shop);
    process.stdout.write(readable(report));
    return report.ok ? 0 : 1;
  } finally {
    await shop.stop();
  }
}

async function settled({ peers }: Hosted) {
  const start = performance.now();
  for (;;) {
    const report = await peers.ask(runAudit, {});
    const waiting = report.inFlightCount - report.inFlight.filter(({ state }) => state === 'parked').length;
    if (waiting === 0) return report;
    if (performance.now() - start > PATIENCE) {
      say(`${waiting} orders are still under way; they go on when the shop runs.`);
      return report;
    }
    say(`  ${waiting} orders are still under way`);
    await sleep(PAUSE);
  }
}
