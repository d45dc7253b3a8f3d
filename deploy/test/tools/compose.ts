import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run, runs } from './run.ts';

const SUITE = 'trixie'; // the oldest Debian with Compose 2, a static program

/** Compose 2, as a plugin of Docker: the one that is there, or Debian's. Throws where neither can be had. */
export async function findCompose(folder: string): Promise<Record<string, string>> {
  if (await runs('docker', 'compose', 'version')) return {};
  const config = resolve(folder, 'docker-config');
  process.env['DOCKER_CONFIG'] = config;
  if (!(await runs('docker', 'compose', 'version'))) await fetchInto(config, resolve(folder, SUITE));
  await run('docker', ['compose', 'version']);
  return { DOCKER_CONFIG: config };
}

/** By an apt with lists of its own, so that this machine's apt learns nothing of another suite. */
async function fetchInto(config: string, apt: string): Promise<void> {
  await mkdir(join(apt, 'lists', 'partial'), { recursive: true });
  await writeFile(join(apt, 'sources.list'), `deb http://deb.debian.org/debian ${SUITE} main\n`);
  const options = [
    ...[`Dir::Etc::sourcelist=${apt}/sources.list`, 'Dir::Etc::sourceparts=/dev/null', `Dir::State=${apt}`],
    ...[`Dir::State::lists=${apt}/lists`, `Dir::Cache=${apt}`, 'Dir::State::status=/dev/null'],
    'APT::Sandbox::User=root',
  ].flatMap((option) => ['-o', option]);
  await run('apt-get', [...options, 'update']);
  await run('apt-get', [...options, 'download', 'docker-compose'], { cwd: apt });
  await run('sh', ['-c', 'dpkg-deb -x docker-compose_*.deb root'], { cwd: apt });
  const plugins = join(config, 'cli-plugins');
  await mkdir(plugins, { recursive: true });
  const found = await run('find', [
    join(apt, 'root'),
    '-type',
    'f',
    '-name',
    'docker-compose',
    '-perm',
    '/1',
  ]);
  await cp(found.trim().split('\n')[0]!, join(plugins, 'docker-compose'));
  await rm(apt, { recursive: true, force: true });
}
