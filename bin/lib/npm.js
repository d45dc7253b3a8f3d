import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runWhole } from './run-whole.js';

// Of what an npm above us hands down, only how to reach the registry. The rest speaks of the package
// and command that it is running itself ("--workspace", "--omit", "prefix"…) and not of ours.
const KEPT =
  /^npm_config_(.*registry|.*:_.*|proxy|https?_proxy|no_?proxy|ca|cafile|cert|key|strict_ssl|cache|userconfig|globalconfig|prefer_offline|offline|fetch_.*|maxsockets)$/i;

/**
 * Runs npm with `args` in the folder `cwd` under the Node `node`; it ends with this process, and when
 * `signal` aborts. Its output is kept for the error that is thrown when it fails.
 */
export async function runNpm({ node, args, cwd, signal }) {
  const cli = await findNpm();
  const what = `"npm ${args[0]}"`;
  await runWhole({ what, node, args: [cli, ...args], cwd, env: environment(node), signal });
}

function environment(node) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_|^INIT_CWD$/i.test(name) || KEPT.test(name),
  );
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
  return { ...Object.fromEntries(kept), PATH: path };
}

/** The path of the npm-cli.js of the npm that started us, else of the one in PATH. Throws without any. */
export async function findNpm() {
  const inPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  const candidates = [
    process.env.npm_execpath,
    ...inPath,
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  for (const candidate of candidates) {
    if (!candidate || !existsSync(candidate)) continue;
    const real = realpathSync(candidate);
    const cli = basename(real) === 'npx-cli.js' ? join(dirname(real), 'npm-cli.js') : real;
    if (basename(cli) === 'npm-cli.js' && existsSync(cli)) return cli;
  }
  return askNpm();
}

// Behind a version manager's shim "npm" is some other program, but the npm behind it says where it lies.
async function askNpm() {
  const answer = await promisify(execFile)('npm', ['exec', '--offline', '-c', 'echo "$npm_execpath"']).catch(
    () => ({ stdout: '' }),
  );
  const cli = answer.stdout.trim();
  if (cli.endsWith('npm-cli.js') && existsSync(cli)) return cli;
  throw new Error('npm is not to be found. Install Node with npm, and have both in PATH.');
}
