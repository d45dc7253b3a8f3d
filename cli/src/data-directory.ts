import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { takeLock } from '../../bin/lib/lock.js';
import { isAlive, type ProcessIdentity, processIdentity } from '../../bin/lib/process-identity.js';

export type DataDirectory = { path: string; release: () => void };

/** What a running shop says about itself in `run.json`. */
export type Run = { url: string; pid: number; postgresPid?: number; [more: string]: unknown };

// A server that was just killed needs a moment until it is gone; its successor waits for that.
const PATIENCE_MS = 900;

/**
 * Makes the data directory (0700) when it is missing and takes it for this process alone, until
 * `release` or this process's end. Throws when another live process keeps it for 0.9 s on end.
 */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  const directory = resolve(path);
  if (!existsSync(directory)) {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await chmod(directory, 0o700); // whatever the umask was
  }
  const lock = await takeLock(join(directory, 'lock'), { patience: PATIENCE_MS });
  if (lock.release) return { path: directory, release: lock.release };
  throw new Error(
    `The data directory ${directory} is in use by process ${lock.holder}. ` +
      'Stop that one, or set SAGASHOP_DATA to another directory.',
  );
}

/** Writes `run.json`, readable by its owner alone, whole or not at all. */
export async function writeRun(directory: string, run: Run): Promise<void> {
  const draft = join(directory, `.run.json.${process.pid}`);
  const identity = processIdentity(run.pid);
  await writeFile(draft, `${JSON.stringify({ ...run, identity }, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, join(directory, 'run.json'));
}

/** What the running shop wrote; undefined when none runs, also when a killed one left its file. */
export async function readRun(directory: string): Promise<Run | undefined> {
  const text = await readFile(join(directory, 'run.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { identity, ...run } = parseRun(text);
  return identity && isAlive(identity) ? run : undefined;
}

function parseRun(text: string): Run & { identity?: ProcessIdentity } {
  try {
    return JSON.parse(text);
  } catch {
    return { url: '', pid: 0 }; // nothing of ours, so nothing that runs
  }
}

/** Removes `run.json`; fine when there is none. */
export async function removeRun(directory: string): Promise<void> {
  await rm(join(directory, 'run.json'), { force: true });
}
