import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runWhole } from './run-whole.js';

const DEMO = join('..', 'demo', 'pictures');
const ROLES = join('..', 'packages', 'vocabulary', 'src', 'permissions.ts');
const LESSONS = join('..', 'packages', 'lessons', 'src');
const PATTERNS = join('..', 'docs', 'patterns');
// The simulated world is a page's own code: the sagas, the machinery under them, and the commands that they name.
const WORLD = [
  ...['saga', 'shop-world'].map((name) => join('..', 'packages', name, 'src')),
  ...['sagas', 'domain'].map((room) => join('..', 'services', 'order', 'src', room)),
  ...['payment', 'stock', 'delivery', 'notify'].map((name) =>
    join('..', 'services', name, 'src', 'contract.ts'),
  ),
];
const BUILT = [
  'app',
  'public',
  'server',
  'worker',
  'package.json',
  'build.ts',
  'build-worker.ts',
  'split-words.ts',
  'shelf-pictures.ts',
  DEMO,
  ROLES,
  LESSONS,
  PATTERNS,
  ...WORLD,
  'without-schemas.ts',
  'vite.config.ts',
  'react-router.config.ts',
];

/** Whether the pages are built from the sources and packages that are there; true where there are no pages. */
export function pagesComplete(root) {
  if (!existsSync(join(root, 'web', 'build.ts'))) return true;
  try {
    return readFileSync(stampFile(root), 'utf8') === hashOfSources(root);
  } catch {
    return false;
  }
}

/**
 * Builds the pages under the Node `node`. The stamp that says that it is complete is written last, so that an
 * interrupted build is done anew. Throws with the builder's last words when it fails.
 */
export async function buildPages(root, node, signal) {
  const hash = hashOfSources(root);
  rmSync(stampFile(root), { force: true });
  const env = { ...process.env, NODE_ENV: 'production', PATH: `${dirname(node)}:${process.env.PATH ?? ''}` };
  const cwd = join(root, 'web');
  await runWhole({ what: 'Building the pages', node, args: ['build.ts'], cwd, env, signal });
  const draft = `${stampFile(root)}.new`;
  writeFileSync(draft, hash);
  renameSync(draft, stampFile(root));
}

function stampFile(root) {
  return join(root, 'web', 'build', 'stamp');
}

function hashOfSources(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const file of BUILT.flatMap((name) => filesIn(join(root, 'web', name)))) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [path]; // a file
  }
}
