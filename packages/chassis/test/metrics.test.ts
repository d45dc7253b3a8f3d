import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, refused } from '@sagashop/saga/message';
import pino from 'pino';
import { createApp } from '../src/http/create-app.ts';
import { counter, histogram, MOST_SERIES } from '../src/observe/instruments.ts';
import { createMetrics } from '../src/observe/metrics.ts';
import type { Service } from '../src/service/service.ts';
import { timedCalls } from '../src/service/timed-calls.ts';
import { batcher } from '../src/work/batch.ts';
import { timedCommands } from '../src/work/timed-commands.ts';

/** The lines of a page that begin so, without the buckets. */
async function lines(metrics: ReturnType<typeof createMetrics>, begin: string): Promise<string[]> {
  const page = await metrics.registry.metrics();
  return page.split('\n').filter((line) => line.startsWith(begin) && !line.includes('_bucket'));
}

test('a histogram counts each value once, in the bucket whose bound it does not exceed', async () => {
  const metrics = createMetrics();
  const times = histogram(metrics.registry, { name: 't_seconds', help: 'h', labels: ['a'], buckets: [1, 2] });
  for (const value of [0.5, 1, 1.5, 2, 3]) times('x').observe(value);
  const page = await metrics.registry.metrics();
  const shown = page.split('\n').filter((line) => line.startsWith('t_seconds'));
  assert.deepEqual(shown, [
    't_seconds_bucket{a="x",le="1"} 2',
    't_seconds_bucket{a="x",le="2"} 4',
    't_seconds_bucket{a="x",le="+Inf"} 5',
    't_seconds_sum{a="x"} 8',
    't_seconds_count{a="x"} 5',
  ]);
  assert.match(page, /# HELP t_seconds h\n# TYPE t_seconds histogram\n/);
});

test('labels of any number end in one series named other', async () => {
  const metrics = createMetrics();
  const wild = counter(metrics.registry, { name: 'wild_total', help: 'h', labels: ['id'] });
  for (let nth = 0; nth < MOST_SERIES + 300; nth += 1) wild(`id-${nth}`).inc();
  const shown = await lines(metrics, 'wild_total');
  assert.equal(shown.length, MOST_SERIES + 1);
  assert.equal(shown.at(-1), 'wild_total{id="other"} 300');
});

test('requests are counted by the pattern of their route, whatever paths, ids and queries are asked for', async () => {
  const metrics = createMetrics();
  const app = createApp({ log: pino({ level: 'silent' }), metrics });
  app.post('/api/things/:id', { config: { service: 'things', needs: 'anyone' } }, async () => ({ ok: true }));
  for (let nth = 0; nth < 200; nth += 1) {
    await app.inject({ url: `/no/such/${nth}?x=${nth}` });
    await app.inject({ method: 'POST', url: `/api/things/${nth}?q=${nth}`, payload: { a: 1 } });
  }
  const counts = await lines(metrics, 'sagashop_http_requests_total');
  assert.deepEqual(counts.sort(), [
    'sagashop_http_requests_total{service="gateway",method="GET",route="none",status="404"} 200',
    'sagashop_http_requests_total{service="things",method="POST",route="/api/things/:id",status="200"} 200',
  ]);
  const labels = 'service="things"';
  assert.equal((await lines(metrics, 'sagashop_http_request_duration_seconds_count')).length, 2);
  assert.ok(
    (await lines(metrics, 'sagashop_http_request_bytes')).includes(
      `sagashop_http_request_bytes_total{${labels}} 1400`,
    ),
  );
  assert.ok(
    (await lines(metrics, 'sagashop_http_response_bytes')).includes(
      `sagashop_http_response_bytes_total{${labels}} 2200`,
    ),
  );
});

test('commands are counted by type and kind of reply; types that are not known together', async () => {
  const metrics = createMetrics();
  const answers = [() => done(), () => refused('out_of_stock'), () => Promise.reject(new Error('away'))];
  const handle = timedCommands({ name: 'stock', types: [{ type: 'stock.take' }], metrics }, async () =>
    answers.shift()!(),
  );
  const command = (type: string) => ({ type }) as Parameters<typeof handle>[0];
  await handle(command('stock.take'));
  await handle(command('stock.take'));
  await assert.rejects(handle(command('made-up-by-someone')), /away/);
  const counts = await lines(metrics, 'sagashop_commands_total');
  assert.deepEqual(counts, [
    'sagashop_commands_total{service="stock",command="stock.take",reply="done"} 1',
    'sagashop_commands_total{service="stock",command="stock.take",reply="refused"} 1',
    'sagashop_commands_total{service="stock",command="unknown",reply="none"} 1',
  ]);
});

test('calls and batches bear the name of their service', async () => {
  const metrics = createMetrics();
  const service = { name: 'user', calls: { sessions: async () => 1 } } as unknown as Service;
  assert.equal(await timedCalls(service, metrics).calls['sessions']!({} as never), 1);
  const double = batcher<number, number>({
    name: 'user.doubles',
    metrics,
    run: async (items) => items.map((item) => 2 * item),
  });
  assert.deepEqual(await Promise.all([double(1), double(2)]), [2, 4]);
  assert.deepEqual(await lines(metrics, 'sagashop_batch_items'), [
    'sagashop_batch_items_sum{service="user",batch="user.doubles"} 2',
    'sagashop_batch_items_count{service="user",batch="user.doubles"} 1',
  ]);
  assert.equal((await lines(metrics, 'sagashop_batch_wait_seconds_count')).length, 1);
  const calls = await lines(metrics, 'sagashop_calls_total');
  assert.ok(calls.includes('sagashop_calls_total{service="user",call="sessions",outcome="answered"} 1'));
});

test('every family has a name with its unit, a help, and the process its own', async () => {
  const page = await createMetrics().registry.metrics();
  const types = [...page.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  assert.ok(types.length > 15);
  for (const [, name = '', type] of types) {
    assert.match(name, /^(?:sagashop|process|nodejs)_[a-z_]+$/);
    assert.equal(name.endsWith('_total'), type === 'counter', name);
    assert.match(page, new RegExp(`# HELP ${name} \\S+`));
  }
  for (const name of [
    'process_resident_memory_bytes',
    'sagashop_event_loop_delay_seconds{quantile="0.99"}',
  ]) {
    assert.ok(page.includes(`\n${name} `), name);
  }
});
