import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '@sagashop/chassis/config/config';
import { guardServer } from '../../cli/src/postgres/guard.ts';
import type { Stand } from './stand.ts';

const READY = 60_000; // ms
const PATIENCE = 1000; // ms between asking to end and killing
// As `npm start` gives it: see bin/lib/launch.js.
const YOUNG_SPACE = '--max-semi-space-size=32';

interface Started {
  env: Env;
  port: number;
  /** Where it answers once it is ready. */
  path: string;
  signal: AbortSignal;
}

/**
 * Starts a program of ours as a stand and waits until it answers at `path`. It ends with this process at the
 * latest: the channel between them closes. Throws what it said last when it ends before.
 */
export async function startProgram(
  name: string,
  command: readonly string[],
  options: Started,
): Promise<Stand> {
  const { env, port } = options;
  const child = spawn(process.execPath, [YOUNG_SPACE, ...command], {
    env: { PATH: process.env['PATH'], ...env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true, // a terminal's Ctrl-C is for us, who know in which order to stop
  });
  return standOf(name, child, options);
}

/** Starts somebody else's server in the same way: a guard sees to it that it ends with this process. */
export async function startServer(name: string, program: string, options: Started): Promise<Stand> {
  const env = { PATH: process.env['PATH'], ...options.env };
  const child = spawn(program, { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  child.on('error', () => {}); // it has no pid then
  if (child.pid === undefined) throw new Error(`Cannot start ${program}.`);
  child.once('exit', guardServer(child.pid));
  return standOf(name, child, options);
}

async function standOf(name: string, child: ChildProcess, { port, path, signal }: Started): Promise<Stand> {
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(child, `${url}${path}`, signal, () => said);
  } catch (error) {
    await end(child);
    throw error;
  }
  return { url, pids: { [name]: child.pid! }, stop: () => end(child) };
}

async function untilReady(child: ChildProcess, url: string, signal: AbortSignal, said: () => string) {
  const until = performance.now() + READY;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It did not start: ${said()}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (performance.now() > until) throw new Error(`It was not ready in time: ${said()}`);
    await sleep(50, undefined, { signal });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await gone;
  clearTimeout(timer);
}
