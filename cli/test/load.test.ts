import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runLoad } from '../src/load/load.ts';
import type { Measuring } from '../src/load/measuring.ts';
import type { Progress } from '../src/load/progress.ts';
import { type Faults, fakeShop } from './load-fake-shop.ts';
import { until } from './scratch.ts';

const quiet: Progress = { say: () => {}, update: () => {} };
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Stands for the bare route's process, which takes a second of the processor's time to start. */
const startBare: NonNullable<Measuring['startBare']> = async () => {
  const bare = createServer((_request, response) => response.writeHead(201).end('{}'));
  bare.listen(0, '127.0.0.1');
  await once(bare, 'listening');
  return {
    url: `http://127.0.0.1:${(bare.address() as AddressInfo).port}`,
    pid: process.pid,
    time: async () => performance.now(),
    stop: () => bare.close(),
  };
};

async function shopWith(faults: Faults = {}, bare: Pick<Measuring, 'startBare'> = { startBare }) {
  const shop = await fakeShop(faults);
  after(shop.close);
  const { signal } = new AbortController();
  const run = (orders: number) =>
    runLoad(shop.address, { orders, concurrency: 8 }, { progress: quiet, signal, ...bare });
  return { shop, run };
}

function command(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, 'load', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SAGASHOP_DATA: '/nonexistent/sagashop' },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code, ...said }));
  return { child, said, ended };
}

// Side by side: each of them mostly waits.
describe('sagashop load', { concurrency: true }, () => {
  test('every order is placed once, read back and compared with a bare route', async () => {
    const { shop, run } = await shopWith({}, {});
    const report = await run(350);
    assert.equal(report.ok, true);
    assert.deepEqual(report.answers, { '201': 350 });
    assert.equal(report.confirmed, 350);
    assert.equal(shop.orders.length, 350);
    assert.deepEqual(report.readBack, {
      ok: true,
      confirmed: 350,
      found: 350,
      lost: [],
      doubled: [],
      unknown: [],
    });
    assert.ok(
      report.latency && report.latency.p50 <= report.latency.p99 && report.latency.p99 <= report.latency.max,
    );
    assert.equal(report.bare.requests, 350);
    assert.ok(report.bare.cpu > 0.01 && report.bare.cpu < 20, `${report.bare.cpu} ms a request`);
    assert.equal(report.cpu, null, 'the processes of a shop elsewhere cannot be seen');
    assert.equal(report.timesBare, null);
    assert.equal(report.bareInBatches, null, 'the database of a shop elsewhere cannot be asked');
  });

  test('its customers are marked, and its products and couriers are out of sight when it ends', async () => {
    const { shop, run } = await shopWith();
    const { run: mark } = await run(100);
    const customer = shop.bodies.get('POST /api/users') as { username: string; email: string };
    assert.match(customer.username, new RegExp(`^load-${mark}-\\d+$`));
    assert.match(customer.email, /@load\.invalid$/);
    const hired = shop.count(/^POST \/api\/couriers$/);
    assert.ok(hired > 0);
    assert.equal(shop.count(/^PATCH \/api\/couriers\//), hired);
    assert.equal(shop.count(/^DELETE \/api\/products\//), shop.count(/^POST \/api\/products$/));
    assert.equal(shop.count(/^DELETE \/api\/categories\//), 1);
  });

  test('an order that was answered 201 and is not there is lost, and the run fails', async () => {
    const { run } = await shopWith({ lose: (nth) => nth === 7 });
    const report = await run(40);
    assert.equal(report.ok, false);
    assert.equal(report.readBack.lost.length, 1);
    assert.equal(report.readBack.found, 39);
  });

  test('an order that is there twice fails the run', async () => {
    const { shop, run } = await shopWith({ double: (nth) => nth === 3 });
    const report = await run(40);
    assert.equal(report.ok, false);
    assert.deepEqual(report.readBack.unknown, [shop.orders[4]!.id]);
  });

  test('a failed audit fails the run', async () => {
    const { run } = await shopWith({ audit: false });
    const report = await run(10);
    assert.equal(report.readBack.ok, true);
    assert.equal(report.ok, false);
  });

  test('a lost connection is repeated with the same key, and the order is there once', async () => {
    const { shop, run } = await shopWith({ drop: (nth) => nth % 10 === 0 });
    const report = await run(60);
    assert.equal(report.ok, true);
    assert.equal(report.retries, 6);
    assert.deepEqual(report.answers, { '201': 60 });
    assert.equal(shop.orders.length, 60);
  });

  test('an order that is answered 503 unavailable is asked for again with the same key, and is there once', async () => {
    const { shop, run } = await shopWith({ away: (nth) => nth % 10 === 0 });
    const report = await run(60);
    assert.equal(report.ok, true);
    assert.equal(report.retries, 6);
    assert.deepEqual(report.answers, { '201': 60 });
    assert.equal(shop.orders.length, 60);
  });

  test('an order that was only accepted is followed to its end', async () => {
    const { run } = await shopWith({ slow: (nth) => nth < 3 });
    const report = await run(20);
    assert.equal(report.ok, true);
    assert.deepEqual(report.answers, { '201': 17, '202': 3 });
    assert.deepEqual(report.followed, { confirmed: 3, cancelled: 0, open: 0 });
    assert.equal(report.confirmed, 20);
  });

  test('refusals are counted by their code and are no fault', async () => {
    const { run } = await shopWith({
      refuse: (nth) => (nth < 2 ? [409, 'insufficient_funds'] : nth === 2 ? [503, 'overloaded'] : undefined),
    });
    const report = await run(20);
    assert.deepEqual(report.answers, { '201': 17, '409 insufficient_funds': 2, '503 overloaded': 1 });
    assert.equal(report.ok, true);
  });

  test('what was made is taken away when the preparation fails half-way', async () => {
    const { shop, run } = await shopWith({ broken: /^POST \/api\/session$/ });
    await assert.rejects(run(100), /^Error: POST \/api\/session was answered 500 internal_error/);
    assert.equal(shop.count(/^DELETE \/api\/products\//), shop.count(/^POST \/api\/products$/));
    assert.equal(shop.count(/^PATCH \/api\/couriers\//), shop.count(/^POST \/api\/couriers$/));
    assert.equal(shop.count(/^POST \/api\/orders$/), 0);
  });

  test('the command line prints one JSON object, progress apart, and exits 0 or 1', async () => {
    const good = await shopWith();
    const bad = await shopWith({ lose: (nth) => nth === 0 });
    const options = (url: string) => [
      '--orders',
      '30',
      '--concurrency',
      '4',
      '--url',
      url,
      '--token',
      'admin',
    ];
    const [json, text] = await Promise.all([
      command(...options(good.shop.address.url), '--json').ended,
      command(...options(bad.shop.address.url)).ended,
    ]);
    assert.equal(json.code, 0, json.err);
    assert.equal(JSON.parse(json.out).confirmed, 30);
    assert.match(json.err, /placing orders {2}30 of 30/);
    assert.equal(text.code, 1, text.err);
    assert.match(text.out, /read back +FAIL {2}30 answered as confirmed, 29 orders kept: 1 lost/);
    assert.match(text.out, /audit +PASS/);
  });

  test('Ctrl-C stops it, and its products and couriers are out of sight', async () => {
    // Each order is followed for a third of a second: the run would last a minute.
    const { shop } = await shopWith({ slow: () => true });
    const { child, ended } = command(
      ...['--orders', '800', '--concurrency', '4', '--url', shop.address.url, '--token', 'admin'],
    );
    await until(() => shop.orders.length > 20);
    child.kill('SIGINT');
    assert.equal((await ended).code, 130);
    assert.ok(shop.orders.length < 400, `${shop.orders.length} orders`);
    assert.ok(shop.count(/^POST \/api\/products$/) > 0);
    assert.equal(shop.count(/^DELETE \/api\/products\//), shop.count(/^POST \/api\/products$/));
    assert.equal(shop.count(/^PATCH \/api\/couriers\//), shop.count(/^POST \/api\/couriers$/));
  });

  test('a shop that is not there, or half an address of one, is told in a sentence', async () => {
    const said = async (...args: string[]) => {
      const { code, out, err } = await command(...args).ended;
      assert.equal(code, 1);
      assert.equal(out, '');
      return err;
    };
    const nowhere = '--url=http://127.0.0.1:9';
    const [half, gone, none] = await Promise.all([said(nowhere), said(nowhere, '--token=x'), said()]);
    assert.match(half, /^Give both --url and --token/);
    assert.match(gone, /\nThe shop at http:\/\/127\.0\.0\.1:9 cannot be reached \(.*ECONNREFUSED.*\)\.\n$/);
    assert.match(none, /^No shop is running here\. Start one with npm start/);
  });
});
