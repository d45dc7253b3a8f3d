import { basename, relative } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import './light-test-context.js';
import { cpuSeconds, noteCost } from './test-cost.js';

// Loaded into the process of each test file before it starts: notes at its end what it has cost in all.
const file = process.argv[1] ?? '';
if (isMainThread && /\.test\.m?[jt]s$/.test(file)) {
  const path = relative(process.cwd(), file);
  const what = path.startsWith('..') ? `all files of ${basename(file).split('.')[0]}` : path;
  process.on('exit', () => noteCost(what, cpuSeconds()));
}
