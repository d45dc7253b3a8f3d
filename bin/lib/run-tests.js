import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startPostgres } from '../../cli/src/postgres/start.ts';
import { onParentGone } from '../../packages/chassis/src/service/parent.ts';
import { scratchRoot } from './scratch-root.js';
import { groupTests, selectTests } from './select-tests.js';

// Runs under Node 24, started by bin/test: the static checks and then the tests, or only the tests that
// the arguments name. Ends with 0 when all is well.
const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const STATIC_STEPS = [
  ["types of the API's answers", process.execPath, 'web/write-api-types.ts'],
  ['types', 'tsc', '--noEmit'],
  ['types of the pages', 'tsc', '--noEmit', '-p', 'web'],
  ['style', 'biome', 'check', '.'],
  ['unused', 'knip'],
];

const SHARING = 'browser';

let running; // the program that is running now
let stopping = false;

onParentGone(stop, 4000);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
process.exitCode = await main(process.argv.slice(2));

async function main(filters) {
  const files = selectTests(ROOT, filters);
  if (files.length === 0) {
    console.error(`No test file matches ${filters.join(' ')}.`);
    return 1;
  }
  const steps = filters.length > 0 ? [] : STATIC_STEPS;
  for (const [name, tool, ...args] of steps) {
    const program = resolve(ROOT, 'node_modules', '.bin', tool);
    if (!(await step(name, () => run(program, args)))) return 1;
  }
  return (await step('tests', () => runTests(files))) ? 0 : 1;
}

async function step(name, work) {
  if (stopping) return false;
  const begin = Date.now();
  const code = await work();
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  console.log(`── ${name}: ${code === 0 ? 'ok' : stopping ? 'stopped' : 'FAILED'} (${seconds} s)`);
  return code === 0;
}

async function runTests(files) {
  const scratch = mkdtempSync(join(scratchRoot(), 'sagashop-test-'));
  // Whatever a test that is killed leaves behind goes with our folder.
  const temporary = join(scratch, 'tmp');
  mkdirSync(temporary);
  let server;
  try {
    // Its data are worth nothing after the run, so it need not wait for the disk.
    const settings = { max_connections: 600 };
    server = await startPostgres({ directory: join(scratch, 'postgres'), durable: false, settings });
    if (stopping) return 1;
    const parallel = Math.max(2, availableParallelism()) + 1;
    const env = {
      // Types are stripped once for all files and processes, not anew in each: a fifth of the time.
      NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'tests'),
      ...process.env,
      SAGASHOP_TEST_POSTGRES: server.superuserUrl,
      TMPDIR: temporary,
    };
    const { groups, apart } = groupTests(ROOT, files);
    const together = [...groups].map(([name, group]) => groupFile(scratch, name, group));
    const options = ['--test', `--test-concurrency=${parallel}`];
    return await run(process.execPath, [...options, ...together, ...apart], env);
  } finally {
    await server?.stop(stopping ? 300 : 5000);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

// A file is read when the one before it has ended, with all that it had opened; but those of a browser share theirs,
// which ends when no test of the process is left: there the first test ends when all files are read.
function groupFile(scratch, name, files) {
  const path = join(scratch, `${name}.test.mjs`);
  const urls = files.map((file) => [file, pathToFileURL(join(ROOT, file)).href]);
  const title = `${name}: ${files.length} files in one process`;
  const program =
    name === SHARING
      ? `let allRead;
test('${title}', () => new Promise((resolve) => { allRead = resolve; }));
for (const [, url] of files) await import(url);
allRead();`
      : `const inTurn = (file, url) => new Promise((ended) => {
  describe(file, async () => { await import(url).finally(() => after(ended)); });
});
test('${title}', async () => {
  for (const [file, url] of files) await inTurn(file, url);
});`;
  writeFileSync(
    path,
    `import { after, describe, test } from 'node:test';\nconst files = ${JSON.stringify(urls)};\n${program}\n`,
  );
  return path;
}

function run(program, args, env = process.env) {
  return new Promise((resolve) => {
    running = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
    running.once('error', (error) => {
      console.error(`Cannot start ${program}: ${error.message}`);
      resolve(1);
    });
    running.once('exit', (code) => resolve(code ?? 1));
  });
}

function stop() {
  if (stopping) return;
  stopping = true;
  // To the group that the launcher made for us: also the test files and what they have started.
  process.kill(0, 'SIGTERM');
  setTimeout(() => running?.kill('SIGKILL'), 400).unref();
}
