import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../../cli/src/postgres/start.ts';
import { onParentGone } from '../../packages/chassis/src/service/parent.ts';
import { groupFile } from './group-file.js';
import { scratchRoot } from './scratch-root.js';
import { groupTests, longestFirst, selectTests } from './select-tests.js';
import { staticChecks } from './static-checks.js';
import { costLines, cpuSeconds, noteCost } from './test-cost.js';

// Runs under Node 24, started by bin/test: the static checks and then the tests, or only the tests that
// the arguments name. Ends with 0 when all is well.
const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const SHARING = ['browser', 'back-office'];
const MOST_EXPENSIVE = 12;
const NOTE_COST = new URL('note-process-cost.js', import.meta.url).href;
const RUN_FILES = fileURLToPath(new URL('run-files.js', import.meta.url));
const OPTIONS = ['--max-semi-space-size=16', '--import', NOTE_COST]; // of each test file's process, too

let running; // the tests
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
  if (filters.length > 0) return (await step(() => runTests(files))) ? 0 : 1;
  // Side by side: the tests wait for much, and what they leave of the processor is enough for the checks.
  const tests = step(() => runTests(files));
  const fine = await staticChecks(ROOT);
  if (!fine) stop();
  return (await tests) && fine ? 0 : 1;
}

async function step(work) {
  const begin = Date.now();
  const code = await work();
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  console.log(`── tests: ${code === 0 ? 'ok' : stopping ? 'stopped' : 'FAILED'} (${seconds} s)`);
  return code === 0;
}

async function runTests(files) {
  const scratch = mkdtempSync(join(scratchRoot(), 'sagashop-test-'));
  // Whatever a test that is killed leaves behind goes with our folder.
  const temporary = join(scratch, 'tmp');
  mkdirSync(temporary);
  const costs = process.env['SAGASHOP_TEST_COSTS'] ?? join(scratch, 'costs'); // there, all of them stay
  writeFileSync(costs, '');
  let server;
  try {
    // Its data are worth nothing after the run, so it need not wait for the disk.
    const settings = { max_connections: 600, autovacuum: 'off' }; // no database lives long enough to need it
    server = await startPostgres({ directory: join(scratch, 'postgres'), durable: false, settings });
    if (stopping) return 1;
    // More than there are processors: what waits for a process to start or to die leaves its own to another.
    const parallel = Math.max(2, availableParallelism()) + 3;
    const env = {
      // Types are stripped once for all files and processes, not anew in each: a fifth of the time.
      NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'tests'),
      ...process.env,
      SAGASHOP_TEST_POSTGRES: server.superuserUrl,
      SAGASHOP_TEST_COSTS: costs,
      TMPDIR: temporary,
    };
    const { groups, apart } = groupTests(ROOT, files);
    const together = new Map();
    for (const [name, group] of groups)
      together.set(
        name,
        groupFile({ folder: scratch, root: ROOT, name, files: group, atOnce: SHARING.includes(name) }),
      );
    const code = await run([...OPTIONS, RUN_FILES, parallel, ...longestFirst(together, apart)], env);
    if (!stopping) printCosts(costs, server);
    return code;
  } finally {
    await server?.stop(stopping ? 300 : 5000);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

// Seconds of the processor, since by the clock a busy machine says something else each time.
function printCosts(costs, postgres) {
  noteCost('PostgreSQL of all tests', cpuSeconds(postgres.pid), costs);
  console.log(`── most expensive of ${(cpuSeconds() + cpuSeconds(postgres.pid)).toFixed(0)} CPU-s:`);
  for (const line of costLines(costs, MOST_EXPENSIVE)) console.log(line);
}

function run(args, env) {
  return new Promise((resolve) => {
    running = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
    running.once('error', (error) => {
      console.error(`Cannot start the tests: ${error.message}`);
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
