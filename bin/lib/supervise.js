import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
// One Ctrl-C reaches us twice, from the terminal and from npm. A later one means: now.
const SAME_SIGNAL_MS = 1000;

/**
 * Runs `command` until it ends; resolves with its exit code. A signal to this process is passed on
 * once (as INT or TERM, the two that the command has to know), and the command may then take its time,
 * unless a second signal comes. When `orphaned` resolves it is asked to end and killed `patience` ms later.
 * At the end nothing that it started in its process group is left. The command sees our own death by
 * the end of its IPC channel.
 */
export async function supervise([program, ...args], { env, orphaned, patience }) {
  // A group of its own: a terminal's Ctrl-C reaches it only through us, and we can end all of it.
  const child = spawn(program, args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: true,
    env,
  });
  const ended = new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', reject);
  });
  const asked = { signal: undefined, at: 0 };
  const ask = (signal) => {
    if (asked.signal === undefined) {
      asked.signal = signal;
      asked.at = Date.now();
      child.kill(signal);
    } else if (Date.now() - asked.at > SAME_SIGNAL_MS) killGroup(child);
  };
  for (const signal of SIGNALS) process.on(signal, () => ask(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'));
  orphaned.then(() => {
    if (asked.signal === undefined) ask('SIGTERM');
    setTimeout(() => killGroup(child), patience).unref();
  });
  const end = await ended;
  killGroup(child);
  return exitCode(end, asked.signal);
}

function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // nothing is left of it
  }
}

function exitCode({ code, signal }, asked) {
  if (signal === null) return code;
  // Asked before it was ready to handle that: it had not begun anything, so this is a clean end as well.
  if (signal === asked) return 0;
  return 128 + (constants.signals[signal] ?? 0);
}
