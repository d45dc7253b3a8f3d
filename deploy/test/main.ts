import { type ChildProcess, spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { onParentGone } from '../../packages/chassis/src/service/parent.ts';
import { findDocker } from './tools/docker.ts';
import { findHelm } from './tools/helm.ts';
import { findPrometheus } from './tools/prometheus.ts';
import type { Tool } from './tools/run.ts';

// Runs under Node 24, started by bin/test-deploy: the tests of deploy/test, each with the real program that it is
// about; a file's name begins with that program's. What is missing is fetched by apt or npm into .deploy/; what
// cannot be had is said at the end, with the tests that were not run for want of it, and the exit code is 1.
const ROOT = join(import.meta.dirname, '..', '..');
const TOOLS: Record<string, (folder: string) => Promise<Tool>> = {
  helm: findHelm,
  prometheus: findPrometheus,
  docker: findDocker,
};

let running: ChildProcess | undefined;
let stopping = false;
onParentGone(stop, 4000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
process.exitCode = await main(process.argv.slice(2));

async function main(filters: readonly string[]): Promise<number> {
  const all = globSync('deploy/test/*.test.ts', { cwd: ROOT }).sort();
  const files = filters.length > 0 ? all.filter((file) => filters.some((one) => file.includes(one))) : all;
  if (files.length === 0) {
    console.error(`No test file matches ${filters.join(' ')}. There are: ${all.join(', ')}`);
    return 1;
  }
  const missing: string[] = [];
  let failed = 0;
  for (const [name, find] of Object.entries(TOOLS)) {
    const own = files.filter((file) => file.startsWith(`deploy/test/${name}`));
    if (own.length === 0 || stopping) continue;
    console.log(`── ${name}: looking for it…`);
    const tool = await find(join(ROOT, '.deploy')).catch((error: Error) => ({ why: error.message }));
    if ('why' in tool) missing.push(`${name} (${tool.why}): ${own.join(', ')}`);
    else if (!(await testWith(tool, own))) failed += 1;
  }
  for (const line of missing) console.error(`── NOT RUN, for want of ${line}`);
  return failed + missing.length > 0 || stopping ? 1 : 0;
}

async function testWith(tool: Tool, files: readonly string[]): Promise<boolean> {
  try {
    return !stopping && (await runTests(files, { ...process.env, ...tool.env })) === 0;
  } finally {
    await tool.stop?.();
  }
}

function runTests(files: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const args = ['--test', '--test-concurrency=1', '--test-timeout=900000', ...files];
    running = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
    running.once('exit', (code) => resolve(code ?? 1));
  });
}

function stop(): void {
  stopping = true;
  running?.kill('SIGTERM');
}
