import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureDatabases } from '../../cli/src/postgres/databases.ts';
import { DATABASES, PROCESSES } from '../../cli/src/services.ts';
import { docker } from './image.ts';

const PORT = 3000;
// What a cluster with strict rules demands of every container.
const HARD = [
  ...['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
  ...['--memory', '512m', '--pids-limit', '200'],
];

/** A shop of containers on one network. */
export interface Containers {
  /** Starts a container of the service and waits until it is healthy; its name. */
  start(service: string): Promise<string>;
  /** Runs a command of the image to its end; what it printed. */
  command(...words: string[]): Promise<string>;
  /** Where a container answers. */
  urlOf(container: string): Promise<string>;
  /** The containers of a service that were started and not removed. */
  of(service: string): string[];
  remove(container: string, patience?: number): Promise<void>;
  password: string;
  close(): Promise<void>;
}

/** Opens the network, PostgreSQL and the databases; no service yet. */
export async function openContainers(image: string, postgresImage: string): Promise<Containers> {
  const label = `sagashop-${randomBytes(3).toString('hex')}`;
  const secrets = await mkdtemp(join(tmpdir(), 'sagashop-secrets-'));
  await chmod(secrets, 0o755); // another user reads them inside
  const started = new Map<string, string>();
  const password = randomBytes(9).toString('hex');
  await docker('network', 'create', label);
  const network = ['--network', label];
  const variables = await openDatabases(label, network, postgresImage, secrets);
  await writeFile(join(secrets, 'admin'), `${password}\n`, { mode: 0o644 });
  const settings = [
    ...PROCESSES.map((name) => `${name.toUpperCase()}_URL=http://${name}:${PORT}`),
    ...variables,
    ...['SAGASHOP_ADMIN_PASSWORD_FILE=/run/secrets/admin', 'SAGASHOP_DEPOSITS=open', 'AUDIT_EVERY_MS=0'],
  ].flatMap((setting) => ['--env', setting]);
  const common = [...network, ...HARD, ...settings, '--volume', `${secrets}:/run/secrets:ro`];
  let count = 0;
  const containers: Containers = {
    password,
    start: async (service) => {
      const name = `${label}-${service}-${count++}`;
      started.set(name, service);
      const fast = ['--health-interval', '500ms', '--network-alias', service, '--name', name];
      await docker('run', '--detach', ...common, ...fast, image, 'serve', service);
      await healthy(name);
      return name;
    },
    command: (...words) => docker('run', '--rm', ...common, image, ...words),
    urlOf: async (container) => `http://${await addressOf(container)}:${PORT}`,
    of: (service) => [...started].filter(([, own]) => own === service).map(([name]) => name),
    remove: async (container, patience = 30) => {
      started.delete(container);
      await docker('stop', '--time', String(patience), container);
      await docker('rm', '--force', container);
    },
    close: async () => {
      const all = await docker('ps', '--all', '--quiet', '--filter', `network=${label}`);
      const ids = all.trim().split('\n').filter(Boolean);
      if (ids.length > 0) await docker('rm', '--force', '--volumes', ...ids);
      await docker('network', 'rm', label);
      await rm(secrets, { recursive: true, force: true });
    },
  };
  return containers;
}

/** A PostgreSQL with a database and a role for each service; the variables that name the files with their URLs. */
async function openDatabases(label: string, network: string[], image: string, secrets: string) {
  const superuser = randomBytes(9).toString('hex');
  const name = `${label}-postgres`;
  const env = ['--env', `POSTGRES_PASSWORD=${superuser}`];
  await docker('run', '--detach', ...network, ...env, '--network-alias', 'postgres', '--name', name, image);
  const superuserUrl = `postgres://postgres:${superuser}@${await addressOf(name)}:5432/postgres`;
  const urls = await untilDone(() => ensureDatabases(superuserUrl, DATABASES, join(secrets, '.passwords')));
  const variables = [...DATABASES, 'keys'].map(async (part) => {
    const url = new URL(urls[part] ?? 'postgres://none');
    url.hostname = 'postgres';
    const secret = part === 'keys' ? `k1:${randomBytes(32).toString('hex')}` : url.href;
    await writeFile(join(secrets, part), `${secret}\n`, { mode: 0o644 });
    const variable = part === 'keys' ? 'SAGASHOP_INTERNAL_KEYS' : `${part.toUpperCase()}_DATABASE_URL`;
    return `${variable}_FILE=/run/secrets/${part}`;
  });
  return Promise.all(variables);
}

async function addressOf(container: string): Promise<string> {
  const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
  return (await docker('inspect', '--format', format, container)).trim();
}

async function healthy(container: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const state = (await docker('inspect', '--format', '{{.State.Health.Status}}', container)).trim();
    if (state === 'healthy') return;
    const alive = (await docker('inspect', '--format', '{{.State.Running}}', container)).trim();
    if (alive !== 'true') break;
    await sleep(200);
  }
  const log = await docker('logs', container).catch(String);
  throw new Error(`${container} did not become healthy: ${log}`);
}

async function untilDone<Done>(work: () => Promise<Done>): Promise<Done> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries > 150) throw error;
      await sleep(200);
    }
  }
}

/** What runs in a whole shop, in the order in which it is started. */
export const PARTS = PROCESSES;
