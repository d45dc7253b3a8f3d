import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells one process from every other that has had or will have its pid: the pid, the moment
 * it was started and the boot in which that was. Returns undefined when no such process lives; a
 * zombie is dead, it only waits for its parent to read its exit code.
 */
export function processIdentity(pid) {
  if (process.platform === 'linux') return linuxIdentity(pid);
  try {
    const options = {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    };
    const answer = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], options).trim();
    if (answer === '' || answer.startsWith('Z')) return undefined;
    return { pid, started: answer.replace(/^\S+\s+/, ''), boot: '' };
  } catch {
    return undefined;
  }
}

function linuxIdentity(pid) {
  try {
    // The second field is the program's name in brackets and may hold spaces and brackets itself.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return { pid, started: fields[19], boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() };
  } catch {
    return undefined;
  }
}

/** Whether the process that was described by `processIdentity` earlier still lives. */
export function isAlive(identity) {
  const now = processIdentity(identity.pid);
  return now !== undefined && now.started === identity.started && now.boot === identity.boot;
}
