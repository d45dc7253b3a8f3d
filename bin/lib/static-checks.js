import { execFile } from 'node:child_process';
import { join } from 'node:path';

// The first writes what the others read.
const GENERATE = ["types of the API's answers", process.execPath, 'web/write-api-types.ts'];
const CHECKS = [
  ['types', 'tsc', '--noEmit'],
  ['types of the pages', 'tsc', '--noEmit', '-p', 'web'],
  ['style', 'biome', 'check', '.'],
  ['unused', 'knip'],
];

/** Checks types, style and unused code below `root`, and says of each how it went; resolves to whether all is well. */
export async function staticChecks(root) {
  if (!(await check(root, GENERATE))) return false;
  const found = await Promise.all(CHECKS.map((one) => check(root, one)));
  return !found.includes(false);
}

function check(cwd, [name, tool, ...args]) {
  const program = tool.startsWith('/') ? tool : join(cwd, 'node_modules', '.bin', tool);
  const begin = Date.now();
  return new Promise((resolve) => {
    execFile(program, args, { cwd, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const seconds = ((Date.now() - begin) / 1000).toFixed(1);
      const why = error && !stdout && !stderr ? `${error.message}\n` : '';
      if (error) process.stdout.write(`${stdout}${stderr}${why}`);
      console.log(`── ${name}: ${error ? 'FAILED' : 'ok'} (${seconds} s)`);
      resolve(!error);
    });
  });
}
