import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { createApp } from '../src/http/create-app.ts';
import { createLog } from '../src/observe/log.ts';
import { createMetrics } from '../src/observe/metrics.ts';

type Line = Record<string, string | number>;

/** An app whose log is kept, and what it says of these requests. */
async function told(level: string, ...paths: string[]): Promise<Line[]> {
  const lines: Line[] = [];
  const to = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const log = createLog({ LOG_LEVEL: level, SAGASHOP_LOG: 'json' }, 'order', to);
  const app = createApp({ log, metrics: createMetrics(), loggedIds: { '/api/orders': 'orderId' } });
  app.get('/health/live', async () => ({}));
  app.get('/api/orders/:id', { config: { service: 'order', needs: 'anyone' } }, async () => ({}));
  app.get('/api/products', async (_request, reply) => reply.header('location', '/api/products/7').send({}));
  for (const path of paths) await app.inject(path);
  await app.close();
  return lines;
}

test('a request is told at info, and not at warn', async () => {
  const order = newId();
  const [line, ...more] = await told('info', `/api/orders/${order}?email=hush@private.test`);
  assert.deepEqual(more, []);
  assert.equal(line?.['url.path'], '/api/orders/:id');
  assert.equal(line['labels.order_id'], order);
  assert.equal(line['service.name'], 'order');
  assert.equal(line['http.response.status_code'], 200);
  assert.deepEqual(await told('warn', `/api/orders/${order}`, '/nope'), []);
});

test('no order is told where there is none, and no path that is no route', async () => {
  const [product, odd, none] = await told('info', '/api/products', '/api/orders/hush', '/hush');
  for (const line of [product, odd, none]) assert.ok(!('labels.order_id' in line!));
  assert.ok(!('url.path' in none!));
  assert.equal(none?.['service.name'], 'order');
  assert.equal(none?.['http.response.status_code'], 404);
  assert.doesNotMatch(JSON.stringify([odd, none]), /hush/);
});

test('what is asked of the process itself is told at debug alone', async () => {
  assert.deepEqual(await told('info', '/health/live'), []);
  assert.equal((await told('debug', '/health/live')).length, 1);
});
