import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isAlive, processIdentity } from './process-identity.js';

const POLL_MS = 150;
const SHELLS = new Set(['sh', 'dash', 'bash', 'ash', 'busybox', 'zsh', 'ksh']);

/**
 * Watches the npm that started this process. Returns `{ gone }`, a promise that resolves when npm is
 * gone, by whatever signal. It never resolves when this process was started by hand: with
 * `nohup bin/sagashop up &` the shell may well end first.
 */
export function watchAncestors() {
  const { promise: gone, resolve } = withResolvers();
  if (process.env.npm_command === undefined) return { gone };
  const parent = process.ppid;
  const npm = npmBehind(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || lives(npm))) return;
    clearInterval(timer);
    resolve();
  }, POLL_MS);
  timer.unref();
  return { gone };
}

// npm runs a script by a shell. Most shells then become the command themselves; one that does not
// stays between npm and us, and outlives an npm that is killed.
function npmBehind(parent) {
  const { parent: grandparent, name } = describe(parent);
  return SHELLS.has(name) && grandparent > 1 ? processIdentity(grandparent) : undefined;
}

function describe(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const end = stat.lastIndexOf(')');
      return {
        name: stat.slice(stat.indexOf('(') + 1, end),
        parent: Number(stat.slice(end + 2).split(' ')[1]),
      };
    }
    const [parent, command] = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], {
      encoding: 'utf8',
    })
      .trim()
      .split(/\s+/);
    return { name: basename(command).replace(/^-/, ''), parent: Number(parent) };
  } catch {
    return { name: '', parent: 0 };
  }
}

// Asked several times a second; elsewhere than on Linux an exact answer would cost a process each time.
function lives(identity) {
  if (process.platform === 'linux') return isAlive(identity);
  try {
    process.kill(identity.pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function withResolvers() {
  let resolve;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
