import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const WORKER = join(import.meta.dirname, 'worker');
/** What pages show that have nothing else to show. */
const PICTURES = ['/favicon.svg', '/pictures/parcel.svg', '/pictures/empty-shelf.svg'];

/**
 * Builds the service worker beside the files of a build, which it keeps all of, and the one that takes it away. Its name
 * is that of the files and of its own source: a build with the same ones brings no new worker.
 */
export async function buildWorker(client: string): Promise<void> {
  const assets = readdirSync(join(client, 'assets')).filter((name) => !/\.(?:br|gz)$/.test(name));
  const files = [...assets.map((name) => `/assets/${name}`), ...PICTURES].sort();
  const entry = files.find((path) => path.startsWith('/assets/entry.client'));
  if (!entry) throw new Error('The build has no file that is called entry.client.');
  const hash = createHash('sha256').update(files.join('\n'));
  for (const name of readdirSync(WORKER).sort()) hash.update(readFileSync(join(WORKER, name)));
  const define = {
    BUILD_NAME: JSON.stringify(hash.digest('hex').slice(0, 12)),
    BUILD_FILES: JSON.stringify(files),
    BUILD_ENTRY: JSON.stringify(entry),
  };
  for (const [source, name] of [
    ['worker.ts', 'sw.js'],
    ['off.ts', 'sw-off.js'],
  ] as const) {
    await build({
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      define,
      build: {
        outDir: client,
        emptyOutDir: false,
        target: 'es2024',
        rolldownOptions: {
          input: join(WORKER, source),
          output: { format: 'iife', entryFileNames: name },
        },
      },
    });
  }
}
