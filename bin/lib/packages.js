import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './npm.js';

const ALWAYS = ['--include=optional', '--package-lock', '--no-audit', '--no-fund', '--no-progress'];

/** Whether the packages that `mode` needs are installed for the Node of this version, whole and up to date. */
export function packagesComplete(root, mode, nodeVersion) {
  const stamp = readStamp(root);
  return isFor(stamp, root, nodeVersion) && (stamp.mode === 'test' || stamp.mode === mode);
}

/**
 * Installs what `mode` needs by the lock, under the Node `node` (`{ path, version }`): for "start"
 * without the tools of the tests, unless they are there: who works on the shop starts it now and then. The stamp that says that it is complete is written last, so that an
 * interrupted one is done anew. Throws with npm's last words when it fails.
 */
export async function installPackages(root, mode, node, signal) {
  const stamp = readStamp(root);
  const target = wanted(root, node.version);
  const kept = mode === 'test' || hasTools(root, stamp) ? 'test' : mode;
  // Test tools are added beside what is there; "npm ci" would take it away under a shop that is running.
  const add = kept === 'test' && isFor(stamp, root, node.version);
  rmSync(stampFile(root), { force: true });
  const what =
    kept === 'start' ? ['ci', '--omit=dev'] : [...(add ? ['install', '--no-save'] : ['ci']), '--include=dev'];
  await runNpm({ node: node.path, args: [...what, ...ALWAYS], cwd: root, signal });
  mkdirSync(join(root, 'node_modules'), { recursive: true }); // npm makes none when there is nothing to put in
  const draft = `${stampFile(root)}.new`;
  writeFileSync(draft, JSON.stringify({ mode: kept, ...target }));
  renameSync(draft, stampFile(root));
}

function stampFile(root) {
  return join(root, 'node_modules', '.sagashop-setup.json');
}

/** Whether the tools of the tests are there, put there by us or by `npm install`. */
function hasTools(root, stamp) {
  if (stamp.mode !== undefined) return stamp.mode === 'test';
  const { devDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const tools = Object.keys(devDependencies);
  return tools.length > 0 && tools.every((name) => existsSync(join(root, 'node_modules', name)));
}

function readStamp(root) {
  try {
    return JSON.parse(readFileSync(stampFile(root), 'utf8'));
  } catch {
    return {};
  }
}

function isFor(stamp, root, nodeVersion) {
  return Object.entries(wanted(root, nodeVersion)).every(([name, value]) => stamp[name] === value);
}

function wanted(root, node) {
  return { hash: hashOfManifests(root), platform: `${process.platform}-${process.arch}`, node };
}

function hashOfManifests(root) {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'package.json', ...workspaceManifests(root)]) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function workspaceManifests(root) {
  const { workspaces = [] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folders = workspaces.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [pattern];
    const parent = pattern.slice(0, -2);
    if (!existsSync(join(root, parent))) return [];
    return readdirSync(join(root, parent)).map((name) => `${parent}/${name}`);
  });
  const manifests = folders.map((folder) => `${folder}/package.json`);
  return manifests.filter((file) => existsSync(join(root, file))).sort();
}
