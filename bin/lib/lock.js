import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, processIdentity } from './process-identity.js';

const LOCK_FILE = /^lock-\d+-[0-9a-f]{8}$/;

/**
 * Takes the exclusive lock that the folder `directory` stands for; it ends with this process, however
 * that ends. While another live process holds it, waits up to `patience` milliseconds, telling
 * `onWait` once who that is; then gives up. Throws when `signal` aborts.
 * Returns `{ release }`, or `{ holder }` with the pid of the process that has it.
 *
 * Every taker announces itself in a file of its own name, then looks who else is there: of two that
 * start at once at least one sees the other. The files of dead processes are removed by whoever sees
 * them, which is safe because no name is ever used twice. A single lock file that changes hands could
 * not be taken over without a moment in which two believe that they own it.
 */
export async function takeLock(directory, { patience = 0, onWait = () => {}, signal } = {}) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const deadline = Date.now() + patience;
  let waiting = false;
  for (;;) {
    const mine = announce(directory);
    const holder = otherHolder(directory, mine);
    if (holder === undefined) return { release: () => rmSync(join(directory, mine), { force: true }) };
    rmSync(join(directory, mine), { force: true });
    if (Date.now() >= deadline) return { holder };
    if (!waiting) onWait(holder);
    waiting = true;
    // By chance, so that two that step back from each other do not meet again and again.
    await sleep(20 + Math.random() * 100, undefined, { signal });
  }
}

function announce(directory) {
  const name = `lock-${process.pid}-${randomBytes(4).toString('hex')}`;
  const draft = join(directory, `.${name}`);
  writeFileSync(draft, JSON.stringify(processIdentity(process.pid)), { mode: 0o600 });
  renameSync(draft, join(directory, name));
  return name;
}

function otherHolder(directory, mine) {
  for (const name of readdirSync(directory)) {
    if (name === mine || !LOCK_FILE.test(name)) continue;
    const identity = readIdentity(join(directory, name));
    if (identity === undefined) continue;
    if (isAlive(identity)) return identity.pid;
    rmSync(join(directory, name), { force: true });
  }
  return undefined;
}

function readIdentity(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // it was released between the listing and the reading
  }
}
