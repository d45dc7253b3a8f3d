import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildWorker } from './build-worker.ts';
import { splitWords } from './split-words.ts';

// Builds the pages into build/ready, whole or not at all, each file packed once as well as can be.
const WEB = import.meta.dirname;
const DEMO = join(WEB, '..', 'demo', 'pictures');
const NEXT = join(WEB, 'build', 'next');
const READY = join(WEB, 'build', 'ready');
const PACKABLE = new Set(['.css', '.js', '.json', '.svg', '.txt']);

rmSync(NEXT, { recursive: true, force: true });
splitWords();
const cli = join(
  dirname(createRequire(import.meta.url).resolve('@react-router/dev/package.json')),
  'bin.cjs',
);
const { status } = spawnSync(process.execPath, [cli, 'build'], {
  cwd: WEB,
  stdio: ['ignore', 'inherit', 'inherit'],
});
if (status !== 0) process.exit(status ?? 1);
// The demo's pictures stand beside the shop's own, for as long as there is a demo.
if (existsSync(DEMO)) cpSync(DEMO, join(NEXT, 'client', 'pictures'), { recursive: true });
await buildWorker(join(NEXT, 'client'));
pack(join(NEXT, 'client'));
rmSync(READY, { recursive: true, force: true });
renameSync(NEXT, READY);

function pack(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !PACKABLE.has(extname(entry.name))) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    const options = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
    keepSmaller(`${file}.br`, brotliCompressSync(bytes, options), bytes);
    keepSmaller(`${file}.gz`, gzipSync(bytes, { level: 9 }), bytes);
  }
}

function keepSmaller(file: string, packed: Buffer, plain: Buffer): void {
  if (packed.length < plain.length && !existsSync(file)) writeFileSync(file, packed);
}
