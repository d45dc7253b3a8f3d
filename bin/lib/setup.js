import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from './lock.js';
import { fetchNode, presentNode } from './node24.js';
import { installPackages, packagesComplete } from './packages.js';
import { buildPages, pagesComplete } from './pages.js';
import { withProgress } from './progress.js';

/**
 * Makes sure that Node 24, the packages for `mode` ("start" or "test") and the built pages are there, fetching
 * what is missing from the npm registry; returns the path of that Node. Of several at once one works and the
 * others wait for it. Throws when something cannot be had, and when `signal` aborts.
 */
export async function setUp(root, mode, signal) {
  const found = readyNode(root, mode);
  if (found !== undefined) return found;
  const scratch = join(root, '.setup');
  const lock = await takeLock(scratch, {
    patience: Number.POSITIVE_INFINITY,
    onWait: (pid) => console.error(`Waiting for the set-up that process ${pid} is doing…`),
    signal,
  });
  try {
    removeLeftovers(scratch);
    return readyNode(root, mode) ?? (await complete(root, mode, scratch, signal));
  } finally {
    lock.release();
  }
}

function readyNode(root, mode) {
  const node = presentNode(root);
  return node !== undefined && packagesComplete(root, mode, node.version) && pagesComplete(root)
    ? node.path
    : undefined;
}

async function complete(root, mode, scratch, signal) {
  if (presentNode(root) === undefined) await withProgress('Node 24', () => fetchNode(root, scratch, signal));
  const node = presentNode(root);
  if (!packagesComplete(root, mode, node.version)) {
    await withProgress('packages', () => installPackages(root, mode, node, signal));
  }
  if (!pagesComplete(root)) await withProgress('pages', () => buildPages(root, node.path, signal));
  return node.path;
}

// Of a set-up that was killed; the lock is ours, so nobody is using them.
function removeLeftovers(scratch) {
  for (const name of readdirSync(scratch)) {
    if (name.startsWith('node-')) rmSync(join(scratch, name), { recursive: true, force: true });
  }
}
