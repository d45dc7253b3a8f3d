import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeBases } from './bases.ts';
import { findCompose } from './compose.ts';
import { aptInstall, run, runs, type Tool } from './run.ts';

const BUILD_IMAGE = /^ARG BUILD_IMAGE=(.+)$/m;

/**
 * Docker: the one that runs here, or Debian's, installed and started for the tests alone. The images that ours is
 * made of are pulled, or where no registry is reached, made from Debian's packages.
 */
export async function findDocker(folder: string): Promise<Tool> {
  await mkdir(folder, { recursive: true });
  const engine = (await runs('docker', 'info')) ? { env: {} } : await startEngine(join(folder, 'docker'));
  try {
    const dockerfile = await run('cat', ['deploy/Dockerfile']);
    const image = BUILD_IMAGE.exec(dockerfile)?.[1] ?? '';
    const pulled = await runs('timeout', '60', 'docker', 'pull', '-q', image);
    const bases = await makeBases(folder, pulled);
    const compose = await findCompose(folder);
    return { ...engine, env: { ...engine.env, ...bases, ...compose } };
  } catch (error) {
    await engine.stop?.();
    throw error;
  }
}

async function startEngine(folder: string): Promise<Tool> {
  for (const program of ['dockerd', 'iptables', 'mmdebstrap']) {
    if (!(await runs('which', program))) {
      await aptInstall('docker.io', 'iptables', 'mmdebstrap');
      break;
    }
  }
  await mkdir(folder, { recursive: true });
  const socket = `unix://${join(folder, 'docker.sock')}`;
  const args = ['--data-root', 'data', '--exec-root', 'exec', '--pidfile', 'pid', '-H', socket].map((word) =>
    ['data', 'exec', 'pid'].includes(word) ? join(folder, word) : word,
  );
  process.env['DOCKER_HOST'] = socket;
  // One that an interrupted run has left behind is ended first: its containers are of no use to anyone.
  const left = await readFile(join(folder, 'pid'), 'utf8').catch(() => '');
  if (left && (await runs('docker', 'info'))) process.kill(Number(left), 'SIGTERM');
  for (let tries = 0; left && tries < 100 && (await runs('docker', 'info')); tries++) await sleep(200);
  const engine = spawn('dockerd', args, { stdio: 'ignore', detached: true });
  const ended = new Promise<void>((resolve) => engine.once('exit', () => resolve()));
  const stop = async () => {
    engine.kill('SIGTERM');
    await Promise.race([ended, sleep(20_000)]);
    await run('umount', [join(folder, 'exec', 'netns', 'default')]).catch(() => {});
    await rm(join(folder, 'exec'), { recursive: true, force: true }).catch(() => {});
  };
  for (let tries = 0; tries < 150; tries++) {
    if (await runs('docker', 'info')) return { env: { DOCKER_HOST: socket }, stop };
    if (engine.exitCode !== null) break;
    await sleep(200);
  }
  await stop();
  throw new Error('dockerd does not start here');
}
