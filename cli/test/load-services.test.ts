import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import { parseSamples } from '@sagashop/figures/samples';
import { latencies } from '@sagashop/load/latency';
import { between } from '../src/load/scrape.ts';
import { serviceRows } from '../src/load/services.ts';
import { latencyBars, serviceTable } from '../src/load/tables.ts';

async function page(metrics: ReturnType<typeof createMetrics>) {
  return parseSamples(await metrics.registry.metrics());
}

test('a row tells a run only: what was counted before it is not in it', async () => {
  const metrics = createMetrics();
  const answer = (status: string, seconds: number) => {
    metrics.requests('order', 'POST', '/api/orders', status).inc();
    metrics.requestTimes('order').observe(seconds);
  };
  answer('201', 5);
  metrics.commands('payment', 'payment.hold', 'done').inc();
  metrics.commandTimes('payment', 'payment.hold').observe(5);
  const before = await page(metrics);
  for (let nth = 0; nth < 90; nth += 1) answer('201', 0.004);
  for (let nth = 0; nth < 9; nth += 1) answer('409', 0.04);
  answer('503', 0.4);
  metrics.requestBytes('order').inc(1000);
  metrics.responseBytes('order').inc(3000);
  metrics.calls('user', 'sessions', 'failed').inc();
  metrics.callTimes('user').observe(0.002);
  const rows = serviceRows(between([before], [await page(metrics)])!);
  assert.deepEqual(
    rows.map(({ service, via }) => `${service} ${via}`),
    ['order http', 'user calls'],
  );
  const [order, user] = rows;
  assert.deepEqual([order!.requests, order!.refused, order!.errors], [100, 9, 1]);
  assert.deepEqual([order!.bytesIn, order!.bytesOut], [1000, 3000]);
  assert.ok(order!.p50! > 2.5 && order!.p50! < 5, `${order!.p50}`);
  assert.ok(order!.p99! > 25 && order!.p99! <= 50, `${order!.p99}`);
  assert.deepEqual([user!.requests, user!.errors, user!.bytesIn], [1, 1, null]);
  const table = serviceTable(rows);
  assert.match(table, /^service +via +requests +P50 +P90 +P99 +refused +errors +in +out\n/);
  assert.match(table, /\norder {4}http +100 .* 9 +1 +1,000 +3,000\n/);
  assert.match(table, /the difference of two readings of \/metrics/);
});

test('a process that was started anew counts from then on, and its row says so', () => {
  const pageOf = (born: number, service: string, count: number) =>
    parseSamples(
      `process_start_time_seconds ${born}\nsagashop_http_requests_total{service="${service}"} ${count}`,
    );
  const counted = between(
    [pageOf(1, 'order', 100), pageOf(1, 'stock', 100)],
    [pageOf(2, 'order', 7), pageOf(1, 'stock', 130)],
  );
  const rows = serviceRows(counted!);
  assert.deepEqual(
    rows.map(({ service, requests, anew }) => [service, requests, anew]),
    [
      ['order', 7, true],
      ['stock', 30, false],
    ],
  );
  assert.match(serviceTable(rows), /\norder \* +http +7 .*\nstock {4}http +30 .*\n(.*\n)*\* .* started anew/);
});

test('a shop that cannot be read is not compared', () => {
  assert.equal(between(null, [parseSamples('process_start_time_seconds 1')]), null);
  assert.match(serviceTable(null), /could not be read/);
});

test('bars hold every latency once, up to the greatest', () => {
  const times = latencies(1000);
  assert.deepEqual(times.bars(), []);
  for (let ms = 1; ms <= 1000; ms += 1) times.add(ms);
  const bars = times.bars();
  assert.equal(
    bars.reduce((sum, { count }) => sum + count, 0),
    1000,
  );
  assert.equal(bars.at(-1)!.to, 1000);
  assert.match(latencyBars(bars), /up to {5}1000 ms +\d+ +\d+\.\d % {2}█+$/);
  const one = latencies(1);
  one.add(0);
  assert.equal(
    one.bars().reduce((sum, { count }) => sum + count, 0),
    1,
  );
});
