import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { newSpan, parseTraceparent } from '@sagashop/chassis/observe/trace-context';
import { type Span, traceTo } from '@sagashop/chassis/observe/tracing';
import { openOrigins } from '@sagashop/chassis/service/origins';
import type { Service } from '@sagashop/chassis/service/service';
import { serviceApp } from '@sagashop/chassis/service/service-app';
import { ephemeralKeys } from '@sagashop/chassis/service/service-keys';
import { testContext } from '@sagashop/chassis/testing';
import { Pool } from 'undici';
import { createGateway } from '../src/app.ts';
import { VISITOR_HEADER } from '../src/visitors.ts';

const keys = ephemeralKeys('gateway');
const context = testContext({});
let spans: Span[] = [];
const tell = (span: Span) => void spans.push(span);

/** What reaches the service of stock and the pages behind a gateway that traces this part of the requests. */
async function behindGateway(ratio: number) {
  traceTo(tell, ratio);
  const reached: IncomingHttpHeaders[] = [];
  const stock: Service = {
    name: 'stock',
    routes: (app) =>
      void app.get(
        '/api/stock/:id',
        { config: { service: 'stock', needs: 'anyone' } },
        async ({ headers, trace }) => {
          reached.push(headers);
          return { trace };
        },
      ),
    calls: {},
    ready: async () => {},
    start: async () => {},
    stop: async () => {},
  };
  const app = serviceApp({ ...context, services: [stock], keys });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const pages = createServer((request, response) => {
    reached.push(request.headers);
    response.end('a page');
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  const web = new Pool(`http://127.0.0.1:${(pages.address() as AddressInfo).port}`);
  const origins = openOrigins({ stock: url });
  const gateway = createGateway({ services: [], ...context, origins, keys, web });
  after(async () => {
    await Promise.all([origins.close(), web.destroy()]);
    await app.close();
    pages.close();
  });
  const get = async (path: string, headers: Record<string, string> = {}) => {
    spans = [];
    traceTo(tell, ratio);
    const answer = await gateway.inject({ url: path, headers });
    return { answer, reached: reached.at(-1)! };
  };
  return { get, app };
}

const none = await behindGateway(0);
const all = await behindGateway(1);

test('a client’s wish to be traced is not believed, wherever the request goes on to', async () => {
  for (const path of ['/api/stock/7', '/page']) {
    const { answer, reached } = await none.get(path, { traceparent: newSpan() });
    assert.equal(answer.statusCode, 200);
    assert.equal(parseTraceparent(reached['traceparent'])?.sampled, false);
    assert.deepEqual(spans, []);
  }
});

test('the web process is believed, by the proof that it was given with its visitor’s request', async () => {
  const { reached } = await none.get('/page');
  const proof = String(reached[VISITOR_HEADER]);
  const traceparent = newSpan();
  const { answer } = await none.get('/api/stock/7', { traceparent, [VISITOR_HEADER]: proof });
  assert.equal(parseTraceparent(answer.json().trace)?.traceId, parseTraceparent(traceparent)!.traceId);
  await none.get('/api/stock/7', { traceparent, [VISITOR_HEADER]: `${proof.slice(0, -2)}xx` });
  assert.deepEqual(spans, []);
});

test('a chosen request is a span of the gateway’s, and one of the service that it goes on to', async () => {
  const { answer } = await all.get('/api/stock/7?secret=1', { traceparent: newSpan() });
  assert.equal(answer.statusCode, 200);
  const [stock, gateway] = spans as [Span, Span];
  assert.deepEqual([gateway.service, gateway.name], ['gateway', 'GET /api/stock/*']);
  assert.deepEqual([stock.service, stock.name], ['stock', 'GET /api/stock/:id']);
  assert.equal(stock.parent, gateway.trace);
  assert.equal(answer.json().trace, stock.trace);
  assert.ok(!JSON.stringify(spans).includes('secret'));
});

test('a page that is chosen is asked for as part of the gateway’s span', async () => {
  const { reached } = await all.get('/page');
  assert.equal(reached['traceparent'], spans[0]!.trace);
  assert.equal(spans[0]!.parent, null);
});

test('a service believes no stranger: without a token a request is refused and not traced', async () => {
  spans = [];
  const answer = await all.app.inject({ url: '/api/stock/7', headers: { traceparent: newSpan() } });
  assert.deepEqual([answer.statusCode, spans], [401, []]);
});

test('who looks whether it lives is not traced', async () => {
  for (const path of ['/health/live', '/metrics']) await all.get(path);
  assert.deepEqual(spans, []);
});
