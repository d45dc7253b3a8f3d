import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Env } from '@sagashop/chassis/config/config';
import { onParentGone } from '@sagashop/chassis/service/parent';
import { environment } from './config.ts';
import { freePort } from './port.ts';
import { markScratch } from './scratch.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
/**
 * What this machine tells another shop, and is not told to this one: where that keeps its data and pictures, by whom it sends
 * mails, and whatever else it is to be like. Of the shop's own names this one is told the log's alone.
 */
const OTHERS = /^(?:SAGASHOP_(?!LOG$|TEST_)\w+|HOST|PORT|METRICS_PORT|[A-Z]+_DATABASE_URL|[A-Z]+_URL)$/;

/** The environment of a shop to break in a folder, without what is another shop's. */
export function scratchEnvironment(given: Env, folder: string, port: number): Env {
  const others = Object.entries(given).filter(([name]) => !OTHERS.test(name));
  const own = { SAGASHOP_DATA: folder, HOST: '127.0.0.1', PORT: String(port) };
  const lab = { SAGASHOP_LAB: '1', SAGASHOP_LAB_KILLS: '1' };
  return { ...Object.fromEntries(others), ...own, ...lab };
}

/**
 * `sagashop lab scratch`: a demo of its own with the laboratory on, in a temporary folder and on a free port, until it is
 * told to stop; then the folder is removed. Resolves to the exit code of the shop, which is opened anew when it is killed.
 */
export async function labScratch({ split = false }: { split?: boolean }): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'sagashop-scratch-'));
  await markScratch(folder);
  process.stdout.write(`A shop to break, in ${folder}. It is gone when you stop it.\n`);
  process.stdout.write(`Lessons and other commands find it by SAGASHOP_DATA=${folder}\n`);
  try {
    const env = scratchEnvironment(environment(), folder, await freePort());
    const args = [...process.execArgv, MAIN, 'up', ...(split ? ['--split'] : [])];
    let shop: ChildProcess | undefined;
    let told = false;
    const stop = () => {
      told = true;
      shop?.kill('SIGTERM');
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    onParentGone(stop);
    for (;;) {
      shop = spawn(process.execPath, args, { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
      const [code, signal] = (await once(shop, 'exit')) as [number | null, NodeJS.Signals | null];
      if (told || signal !== 'SIGKILL') return code ?? 1;
      process.stdout.write('The shop was killed. It is opened anew.\n');
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
