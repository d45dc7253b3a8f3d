import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../cli/src/port.ts';
import { DATABASES, PROCESSES } from '../../cli/src/services.ts';
import { buildImage, docker, IMAGE } from './image.ts';
import { ask, loadPage } from './shoppers.ts';
import { run } from './tools/run.ts';

const secrets = await mkdtemp(join(tmpdir(), 'sagashop-compose-'));
const ports = { shop: await freePort(), prometheus: await freePort() };
const env = {
  ...process.env,
  SAGASHOP_IMAGE: IMAGE,
  SAGASHOP_SECRETS: secrets,
  SAGASHOP_PORT: String(ports.shop),
  PROMETHEUS_PORT: String(ports.prometheus),
  POSTGRES_IMAGE: process.env['SAGASHOP_TEST_POSTGRES_IMAGE'],
  PROMETHEUS_IMAGE: process.env['SAGASHOP_TEST_PROMETHEUS_IMAGE'],
};
const project = `sagashop-${randomBytes(3).toString('hex')}`;
const compose = (...args: string[]) =>
  run('docker', ['compose', '-p', project, '-f', 'deploy/compose.yaml', ...args], { env });

describe('The shop of deploy/compose.yaml', () => {
  const url = `http://127.0.0.1:${ports.shop}`;
  const signIn = async () => {
    const password = (await readFile(join(secrets, 'admin-password'), 'utf8')).trim();
    const body = JSON.stringify({ username: 'alice', password });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/session`, { method: 'POST', body, headers });
    return ((await answer.json()) as { token?: string }).token;
  };
  const order = async (token: string) => {
    const { items } = await ask<{ items: { id: string }[] }>(url, token, '/api/products?limit=1');
    const lines = [{ productId: items[0]!.id, quantity: 1 }];
    return (await ask<{ status: string }>(url, token, '/api/orders', { lines })).status;
  };
  /** What `databases` said, when it has ended. */
  const made = async () => {
    const container = (await compose('ps', '--all', '--quiet', 'databases')).trim();
    assert.equal((await docker('wait', container)).trim(), '0');
    const lines = (await docker('logs', container)).trim().split('\n');
    return lines.slice(-DATABASES.length);
  };
  before(async () => {
    await buildImage();
    await run('sh', ['deploy/make-secrets.sh', secrets]);
  });
  after(async () => {
    await compose('down', '--volumes', '--timeout', '1');
    await rm(secrets, { recursive: true, force: true });
  });

  test('has its secrets made in a container where there is no Node', async () => {
    const programs = await mkdtemp(join(tmpdir(), 'sagashop-programs-'));
    const folder = join(programs, 'secrets');
    for (const name of ['sh', 'od', 'tr', 'cat', 'mkdir', 'chmod', 'sed', 'dirname', 'id', 'docker'])
      await symlink((await run('which', [name])).trim(), join(programs, name));
    const image = process.env['SAGASHOP_TEST_BUILD_IMAGE'];
    await run('sh', ['deploy/make-secrets.sh', folder], {
      env: { ...process.env, PATH: programs, ...(image && { BUILD_IMAGE: image }) },
    });
    assert.deepEqual((await readdir(folder)).sort(), (await readdir(secrets)).sort());
    await rm(programs, { recursive: true, force: true });
  });

  test('is understood by Compose, with every profile', async () => {
    const text = await compose('--profile', 'logs', 'config', '--format', 'json');
    type Part = { image: string; environment: Record<string, string> };
    const { services } = JSON.parse(text) as { services: Record<string, Part> };
    for (const name of [...PROCESSES, 'postgres', 'grafana', 'jaeger', 'kibana', 'filebeat'])
      assert.ok(services[name], name);
    for (const [name, { image }] of Object.entries(services))
      assert.match(image, /:(?!latest$)[\w.-]+$/, `${name} wants ${image}`);
    for (const name of PROCESSES)
      assert.equal(services[name]!.environment['OTEL_EXPORTER_OTLP_ENDPOINT'], 'http://jaeger:4318', name);
  });

  // Grafana, Jaeger and the ELK images cannot be had everywhere; what the shop needs is started.
  test('starts in the right order and takes an order', async () => {
    await compose('up', '--detach', '--no-build', '--pull', 'missing', 'init', 'prometheus');
    const token = await until(signIn);
    // The demo data are still being filled in: goods, then stock, couriers and alice's money.
    assert.equal(await until(() => order(token)), 'confirmed');
    assert.match(await loadPage(url, '/'), /\/p\/[a-z0-9-]+/);
  });

  test('shows each container its own secrets only', async () => {
    const running = (await compose('ps', '--format', 'json')).trim().split('\n');
    const seen = new Map<string, string[]>();
    for (const line of running) {
      const { Service, Name } = JSON.parse(line) as { Service: string; Name: string };
      const mounts = await docker('inspect', '--format', '{{json .Mounts}}', Name);
      const files = (JSON.parse(mounts) as { Destination: string }[]).map(({ Destination }) => Destination);
      seen.set(
        Service,
        files.filter((file) => file.startsWith('/run/secrets/')).map((file) => file.slice(13)),
      );
    }
    assert.deepEqual(seen.get('postgres'), ['postgres-password']);
    for (const name of PROCESSES) {
      const own = [`${name}-service-key`, ...(DATABASES.includes(name) ? [`${name}-database-url`] : [])];
      const all = name === 'web' ? [] : [...own, 'service-keys', 'internal-keys'];
      assert.deepEqual(seen.get(name)?.toSorted(), all.sort(), name);
    }
  });

  test('leaves databases as they are, and gives a role the password that its file has now', async () => {
    await compose('up', '--detach', '--no-build', 'databases', 'migrate');
    assert.equal((await made()).filter((line) => line.endsWith('as it should be')).length, DATABASES.length);
    // As docs/operations.md says that it is done.
    await run('sed', ['-i', 's/:[0-9a-f]*@/:c0ffee@/', join(secrets, 'payment-database-url')]);
    await compose('up', '--detach', '--no-build', '--force-recreate', 'databases', 'payment');
    assert.ok((await made()).includes('payment: given its password'));
    const token = await until(signIn);
    assert.equal(await until(() => order(token)), 'confirmed');
  });

  test('is seen by its Prometheus, service by service', async () => {
    const prometheus = `http://127.0.0.1:${ports.prometheus}`;
    const up = await until(async () => {
      const answer = await fetch(`${prometheus}/api/v1/query?query=up==1`);
      const { data } = (await answer.json()) as { data: { result: { metric: { part: string } }[] } };
      return data.result.length === PROCESSES.length ? data.result : undefined;
    });
    assert.deepEqual(up.map(({ metric }) => metric.part).sort(), PROCESSES.toSorted());
  });
});

async function until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  for (let tries = 0; ; tries++) {
    const found = await look().catch((error: Error) => {
      if (tries > 200) throw error;
      return undefined;
    });
    if (found !== undefined) return found;
    if (tries > 200) throw new Error('it did not come to pass');
    await sleep(300);
  }
}
