import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import pino from 'pino';
import { createApp } from '../src/http/create-app.ts';
import { createMetrics } from '../src/observe/metrics.ts';
import { metricsPortOf } from '../src/observe/metrics-port.ts';
import { healthRoutes } from '../src/service/health.ts';

const log = pino({ level: 'silent' });
const HOST = '127.0.0.1';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}

test('metrics stand where visitors come in, unless they have a port of their own', async (t) => {
  const [PORT, METRICS_PORT] = [await freePort(), await freePort()];
  for (const own of [false, true]) {
    const metrics = createMetrics(own ? { METRICS_PORT: String(METRICS_PORT) } : {});
    const app = createApp({ log, metrics });
    healthRoutes(app, [], metrics);
    const answer = await app.inject('/metrics');
    assert.equal(answer.statusCode, own ? 404 : 200);
    assert.equal(answer.body.includes('process_cpu_seconds_total'), !own);
    assert.equal((await app.inject('/health/live')).statusCode, 200);
    const port = await metricsPortOf(metrics.registry, { HOST, PORT, ...(own ? { METRICS_PORT } : {}) });
    assert.equal(port !== undefined, own);
    t.after(() => port?.close());
  }
  const ask = (path: string, method = 'GET') => fetch(`http://${HOST}:${METRICS_PORT}${path}`, { method });
  const page = await ask('/metrics');
  assert.match(page.headers.get('content-type') ?? '', /^text\/plain; version=/);
  assert.match(await page.text(), /^process_cpu_seconds_total \d/m);
  assert.equal((await ask('/metrics', 'HEAD')).status, 200);
  assert.equal((await ask('/metrics', 'POST')).status, 405);
  assert.equal((await ask('/%6detrics')).status, 404);
  assert.equal((await ask('/')).status, 404);
  await assert.rejects(
    metricsPortOf(createMetrics().registry, { HOST, PORT, METRICS_PORT }),
    /METRICS_PORT: nobody can listen on 127\.0\.0\.1, port \d+ \(EADDRINUSE\)/,
  );
  await assert.rejects(
    metricsPortOf(createMetrics().registry, { HOST, PORT, METRICS_PORT: PORT }),
    /METRICS_PORT: set it to another port than PORT/,
  );
});

test('a page of a shop that has answered everything stays small, and costs little to write', async () => {
  const metrics = createMetrics();
  const services = ['user', 'catalog', 'order', 'payment', 'stock', 'delivery', 'notify', 'audit', 'gateway'];
  const observe = (spread: { observe(value: number): void }) => {
    for (let nth = 0; nth < 20; nth += 1) spread.observe(1.7 ** -nth);
  };
  // As many routes, commands, calls and batches as the shop has, each answered in some ways.
  for (const service of services) {
    observe(metrics.requestTimes(service));
    observe(metrics.callTimes(service));
    observe(metrics.transactionWait(service));
    for (let nth = 0; nth < 11; nth += 1) {
      const route = [service, 'POST', `/api/some-of-these/:id/${nth}`] as const;
      metrics.requestSeconds(...route).inc(1.234567);
      for (const status of ['200', '404', '422']) metrics.requests(...route, status).inc();
    }
    for (const call of ['one-question', 'another-question']) {
      metrics.calls(service, call, 'answered').inc();
      metrics.callSeconds(service, call).inc(1.234567);
    }
    for (const reply of ['done', 'refused']) metrics.commands(service, `${service}.handles`, reply).inc();
    observe(metrics.commandTimes(service, `${service}.handles`));
    observe(metrics.batchWait(service, `${service}.commands`));
    observe(metrics.batchDuration(service, `${service}.commands`));
    observe(metrics.batchSize(service, `${service}.commands`));
  }
  const since = performance.now();
  const page = await metrics.registry.metrics();
  const took = performance.now() - since;
  assert.ok(page.length < 110_000, `${page.length} bytes`);
  assert.ok(took < 50, `${took} ms`);
});
