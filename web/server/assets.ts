import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};
const WORKER = /^\/sw(?:-off)?\.js$/;
const PACKED = { br: '.br', gzip: '.gz' } as const;

/** A file as it is sent: its bytes, and the same packed where that is smaller. */
export interface Asset {
  headers: Record<string, string>;
  plain: Buffer;
  br?: Buffer;
  gzip?: Buffer;
}

/**
 * All files of a build, by their paths, in memory: there are few and they are small, and a build that takes their
 * place does not disturb a shop that runs. What has a hash in its name never changes; the rest may in a day.
 */
export function readAssets(folder: string): Map<string, Asset> {
  const found = new Map<string, Asset>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\.(?:br|gz)$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length).replaceAll('\\', '/');
    found.set(path, asset(file, path));
  }
  return found;
}

/** A service worker is looked for anew by each page that is opened: the new one of a release, or the one that ends it. */
function keepFor(path: string): string {
  if (WORKER.test(path)) return 'no-cache';
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=86400';
}

function asset(file: string, path: string): Asset {
  const headers = {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'cache-control': keepFor(path),
    // What a worker may ask for is said by its own file.
    'content-security-policy': WORKER.test(path)
      ? "default-src 'none'; connect-src 'self'"
      : "default-src 'none'; style-src 'unsafe-inline'",
    vary: 'accept-encoding',
  };
  const packed = Object.entries(PACKED).flatMap(([name, suffix]) => {
    try {
      return [[name, readFileSync(file + suffix)] as const];
    } catch {
      return []; // not worth packing
    }
  });
  return { headers, plain: readFileSync(file), ...Object.fromEntries(packed) };
}
