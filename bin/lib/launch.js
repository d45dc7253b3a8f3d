import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchAncestors } from './ancestors.js';
import { setUp } from './setup.js';
import { supervise } from './supervise.js';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
// After npm was killed: what is left of the two seconds that we promise; tests and bench have folders to remove.
const PATIENCE_MS = { start: 1200, test: 4000, bench: 4000 };

// An order's objects live for a tenth of a second under load; with room for that many young ones fewer are
// copied. With 64 MB two of two pairs of runs were cheaper by 3 and 11 %, but took 100 MB more memory.
const FLAGS = { start: ['--max-semi-space-size=32'], test: [], bench: ['--max-semi-space-size=32'] };

/**
 * Sets up what `mode` ("start", "test" or "bench") needs, then runs `script` (a path from the repository's root)
 * under Node 24 with `args` and ends with its exit code. Says in one line what went wrong when the
 * set-up does not succeed, and ends with 1.
 */
export async function launch({ mode, script, args }) {
  // Whoever reads our output may end before us; writing to it must not end us half-way.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const settingUp = new AbortController();
  const ancestors = watchAncestors();
  ancestors.gone.then(() => settingUp.abort());
  try {
    const node = await setUp(ROOT, mode === 'test' ? 'test' : 'start', settingUp.signal);
    const command = [node, ...FLAGS[mode], join(ROOT, script), ...args];
    const options = { env: environment(node), orphaned: ancestors.gone, patience: PATIENCE_MS[mode] };
    process.exit(await supervise(command, options));
  } catch (error) {
    if (!settingUp.signal.aborted) console.error(`\n${error.message}`);
    process.exit(1);
  }
}

// With Node 24 first, for the programs that are started by their name.
function environment(node) {
  return { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` };
}
