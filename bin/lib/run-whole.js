import { spawn } from 'node:child_process';

const DIE_WITH_PARENT = new URL('./die-with-parent.js', import.meta.url).href;
const LAST_LINES = 20;

/**
 * Runs a script under the Node `node` in the folder `cwd`, with all that it starts in a group of its own; all of it
 * ends with this process, and when `signal` aborts. Resolves when it has ended well; else throws `what` failed, with
 * its last words.
 */
export async function runWhole({ what, node, args, cwd, env, signal }) {
  const child = spawn(node, ['--import', DIE_WITH_PARENT, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const stop = () => child.exitCode === null && process.kill(-child.pid, 'SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (code === 0) return;
  const said = Buffer.concat(output).toString().trim().split('\n').slice(-LAST_LINES).join('\n');
  throw new Error(`${what} failed:\n${said}\nStart again to retry.`);
}
