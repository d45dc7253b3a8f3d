import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../cli/src/port.ts';
import { PROCESSES } from '../../cli/src/services.ts';
import { buildImage, IMAGE } from './image.ts';
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
  before(async () => {
    await buildImage();
    await run('sh', ['deploy/make-secrets.sh', secrets]);
  });
  after(async () => {
    await compose('down', '--volumes', '--timeout', '1');
    await rm(secrets, { recursive: true, force: true });
  });

  test('keeps the secrets that are there', async () => {
    const kept = await readFile(join(secrets, 'internal-keys'), 'utf8');
    await run('sh', ['deploy/make-secrets.sh', secrets]);
    assert.equal(await readFile(join(secrets, 'internal-keys'), 'utf8'), kept);
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
    const password = (await readFile(join(secrets, 'admin-password'), 'utf8')).trim();
    const body = JSON.stringify({ username: 'alice', password });
    const headers = { 'content-type': 'application/json' };
    const token = await until(async () => {
      const answer = await fetch(`${url}/api/session`, { method: 'POST', body, headers });
      return ((await answer.json()) as { token?: string }).token;
    });
    // The demo data are still being filled in: goods, then stock, couriers and alice's money.
    const order = await until(async () => {
      const { items } = await ask<{ items: { id: string }[] }>(url, token, '/api/products?limit=1');
      const lines = [{ productId: items[0]!.id, quantity: 1 }];
      return ask<{ status: string }>(url, token, '/api/orders', { lines });
    });
    assert.equal(order.status, 'confirmed');
    assert.match(await loadPage(url, '/'), /\/p\/[0-9a-f-]{36}/);
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
