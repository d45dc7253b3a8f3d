import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { findNpm } from '../bin/lib/npm.js';
import { lives, scratchDirectory, until } from '../cli/test/scratch.ts';

// The server of the fake: tells its pids, then waits for its end and notes why that came.
const SERVER = `
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { onParentGone } from '../../packages/chassis/src/service/parent.ts';
const end = (why: string) => {
  appendFileSync('events', why + '\\n');
  setTimeout(() => process.exit(0), 100);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(signal));
onParentGone(() => end('parent gone'));
if (process.argv[3] === 'exit') process.exit(Number(process.argv[4]));
writeFileSync('pids.new', JSON.stringify({ server: process.pid, launcher: process.ppid }));
renameSync('pids.new', 'pids');
setInterval(() => {}, 1000);
`;

// Its set-up: waits for the file "go" when there is a file "slow", and counts how often it came through.
const PREINSTALL = `
const { appendFileSync, existsSync, writeFileSync } = require('node:fs');
writeFileSync('setting-up', String(process.pid));
const timer = setInterval(() => {
  if (existsSync('slow') && !existsSync('go')) return;
  if (existsSync('broken')) throw new Error('the disk is full');
  appendFileSync('set-ups', 'x');
  clearInterval(timer);
}, 20);
`;

/**
 * A small stand-in for this repository with the real `bin/`: no dependency to install, and a server that
 * does nothing. `start` is its start script.
 */
export async function fakeRepository(t: TestContext, start = 'exec node bin/start'): Promise<string> {
  const root = join(await scratchDirectory(t), 'с пробелом');
  const source = join(import.meta.dirname, '..');
  await mkdir(join(root, 'cli', 'src'), { recursive: true, mode: 0o700 });
  await cp(join(source, 'bin'), join(root, 'bin'), { recursive: true });
  const parent = join('packages', 'chassis', 'src', 'service', 'parent.ts');
  await cp(join(source, parent), join(root, parent));
  await writeFile(join(root, 'cli', 'src', 'main.ts'), SERVER);
  await writeFile(join(root, 'preinstall.cjs'), PREINSTALL);
  const name = { name: 'fake', version: '1.0.0' };
  const scripts = { start, preinstall: 'node preinstall.cjs' };
  await writeFile(join(root, 'package.json'), JSON.stringify({ ...name, type: 'module', scripts }));
  const lock = { ...name, lockfileVersion: 3, requires: true, packages: { '': name } };
  await writeFile(join(root, 'package-lock.json'), JSON.stringify(lock));
  return root;
}

export type Started = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

/** Runs Node with `args` in the fake repository; it is killed at the end of the test if it still runs. */
export function startNode(t: TestContext, root: string, args: string[], env = {}): Started {
  for (const file of ['pids', 'events']) rmSync(join(root, file), { force: true });
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_|^NODE_(TEST|COMPILE_CACHE)/.test(name),
  );
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  t.after(() => child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => said, ended };
}

/** Runs `npm start` with `args` in the fake repository. */
export async function npmStart(
  t: TestContext,
  root: string,
  args: string[] = [],
  env = {},
): Promise<Started> {
  return startNode(t, root, [await findNpm(), 'start', '--no-update-notifier', ...args], env);
}

/** The pids of launcher and server, as soon as the server runs. */
export async function pidsOf(root: string): Promise<{ launcher: number; server: number }> {
  await until(() => present(join(root, 'pids')));
  return JSON.parse(await readFile(join(root, 'pids'), 'utf8'));
}

/** Whether there is such a file. */
export function present(file: string): Promise<boolean> {
  return readFile(file).then(
    () => true,
    () => false,
  );
}

/** Waits until all of `pids` have ended; throws after two seconds, naming those that have not. */
export async function allGone(pids: Record<string, number>): Promise<void> {
  const left = () => Object.entries(pids).filter(([, pid]) => lives(pid));
  await until(() => left().length === 0, 2000).catch(() => {
    throw new Error(`after two seconds there still live ${left().join('; ')}`);
  });
}
