import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Run, readRun } from '../../cli/src/data-directory.ts';
import { freePort } from '../../cli/src/port.ts';

const MAIN = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

export interface RunningShop {
  process: ChildProcess;
  run: Run;
  url: string;
  admin: string;
  output: () => string;
}

/** Runs the command line on a data directory; resolves to its exit code and what it wrote. */
export async function sagashop(
  directory: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, SAGASHOP_DATA: directory },
  });
  const output = collect(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output() };
}

/** Starts `sagashop up` on a data directory and resolves when it is open; throws with its words when it ends. */
export async function startShop(
  directory: string,
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<RunningShop> {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN, 'up', ...args], {
    env: { ...process.env, SAGASHOP_DATA: directory, PORT: String(port), ...env },
  });
  const output = collect(child);
  const closed = once(child, 'close');
  while (!output().includes('is open at')) {
    const end = child.exitCode ?? child.signalCode;
    if (end !== null) throw new Error(`sagashop up ended with ${end}:\n${output()}`);
    await Promise.race([once(child.stdout!, 'data'), closed]);
  }
  const run = (await readRun(directory))!;
  return { process: child, run, url: run.url, admin: await adminToken(directory, run.url), output };
}

/** Signs the administrator in with the password that the first start has kept. */
async function adminToken(directory: string, url: string): Promise<string> {
  const signIns = await readFile(join(directory, 'sign-ins.txt'), 'utf8');
  const [, password] = /^sign-in {2}admin {2}(.+)$/m.exec(signIns)!;
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  return ((await response.json()) as { token: string }).token;
}

/** Takes the sign-ins along to a restored shop: a backup has no password, whoever restores it knows admin's. */
export const takeSignIns = (from: string, to: string): Promise<void> =>
  copyFile(join(from, 'sign-ins.txt'), join(to, 'sign-ins.txt'));

/** The processes of a split shop. */
export const processesOf = (run: Run | undefined) =>
  (run?.['processes'] ?? []) as { name: string; pid?: number; port: number }[];

export const pidOf = (run: Run | undefined, name: string) =>
  processesOf(run).find((found) => found.name === name)?.pid;

/** Ends a shop by a signal and waits until it is gone. */
export async function endShop(shop: RunningShop, signal: NodeJS.Signals): Promise<number | null> {
  const { process: child } = shop;
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
  return child.exitCode;
}

/** Where the backup is that `sagashop backup` says it has made. */
export const madeBackup = (output: string): string => /^.*sagashop-\d{8}T\d{6}Z(?:-\d+)?$/m.exec(output)![0];

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => void (text += part));
  return () => text;
}
