import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const ESCALATION: [NodeJS.Signals, number][] = [
  ['SIGINT', 3000],
  ['SIGQUIT', 5000],
  ['SIGKILL', 5000],
];

/**
 * Stops the PostgreSQL that a killed parent left running on the cluster `directory`, and removes a
 * `postmaster.pid` whose pid now belongs to another program, which PostgreSQL would take for a running
 * server. The caller holds the data directory's lock, so whatever runs there has no owner any more.
 * Never signals a process that is not a PostgreSQL on this very cluster. Throws when it does not end.
 */
export async function stopStaleServer(directory: string): Promise<void> {
  const pidFile = join(directory, 'postmaster.pid');
  if (!existsSync(directory)) return;
  for (const [signal, patience] of ESCALATION) {
    const found = await serverProcesses(directory);
    if (found.length === 0) break;
    const postmaster = await readPostmasterPid(pidFile);
    // The processes that a dead postmaster leaves end by themselves; the last signal goes to all.
    for (const pid of found) if (pid === postmaster || signal === 'SIGKILL') kill(pid, signal);
    await gone(directory, patience);
  }
  const left = await serverProcesses(directory);
  if (left.length > 0) throw new Error(`A PostgreSQL on ${directory} does not end (process ${left[0]}).`);
  await rm(pidFile, { force: true });
}

async function gone(directory: string, patience: number): Promise<void> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline && (await serverProcesses(directory)).length > 0) await sleep(20);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended meanwhile
  }
}

/** The pid in the first line of a `postmaster.pid`; undefined when there is none. */
export async function readPostmasterPid(pidFile: string): Promise<number | undefined> {
  const text = await readFile(pidFile, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}

async function serverProcesses(directory: string): Promise<number[]> {
  const cluster = await realpath(directory);
  if (process.platform !== 'linux') return postmasterByPs(cluster);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const checked = await Promise.all(pids.map(async (pid) => ((await isServerOf(pid, cluster)) ? [pid] : [])));
  return checked.flat();
}

// Every process of a PostgreSQL server works in its cluster's folder.
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== cluster) return false;
    return /^postgres\b/.test(basename(await readlink(`/proc/${pid}/exe`)));
  } catch {
    return false; // gone meanwhile, or another user's, which cannot be ours
  }
}

async function postmasterByPs(cluster: string): Promise<number[]> {
  const pid = await readPostmasterPid(join(cluster, 'postmaster.pid'));
  if (pid === undefined) return [];
  const ps = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  const command = ps.stdout.trim();
  return command.includes('/postgres ') && command.includes(`-D ${cluster} `) ? [pid] : [];
}
