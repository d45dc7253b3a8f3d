import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, afterEach, test } from 'node:test';
import { startTracing } from '../src/observe/start-tracing.ts';
import { newSpan, parseTraceparent, type Trace } from '../src/observe/trace-context.ts';
import {
  inDatabase,
  isChosen,
  isTracing,
  record,
  type Span,
  traceTo,
  wallTime,
  within,
} from '../src/observe/tracing.ts';
import { batcher } from '../src/work/batch.ts';

const loaded: string[] = [];
registerHooks({
  resolve: (name, context, next) => {
    if (name.startsWith('@opentelemetry/')) loaded.push(name);
    return next(name, context);
  },
});
const log = { warn: () => {} };
const what = { service: 's', name: 'something', kind: 'internal' } as const;
const idOf = (trace: string) => parseTraceparent(trace)?.spanId;

let spans: Span[] = [];
const on = (ratio = 1) => traceTo((span) => void spans.push(span), ratio);
afterEach(() => {
  traceTo(undefined, 0);
  spans = [];
});

test('without an address nothing is loaded, chosen or recorded', async () => {
  for (const env of [
    {},
    { OTEL_EXPORTER_OTLP_ENDPOINT: '', OTEL_TRACES_SAMPLER: 'nonsense' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_SDK_DISABLED: 'true' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_TRACES_EXPORTER: 'none' },
  ]) {
    await (await startTracing(env, log)).stop();
    assert.equal(isTracing(), false);
    assert.equal(isChosen(), false);
  }
  assert.deepEqual(loaded, []);
  const trace = newSpan();
  const given: Trace[] = [];
  await within(trace, what, async (own) => void given.push(own));
  await batchOf([trace], async (own) => void given.push(own));
  // Whoever comes next may be one who traces.
  assert.deepEqual(given, [trace, null]);
  assert.deepEqual(spans, []);
});

/** Lets a batcher handle what belongs to these traces in one batch. */
async function batchOf(traces: Trace[], work: (trace: Trace) => Promise<void>): Promise<void> {
  const take = batcher<Trace, null>({
    name: 'shop.things',
    traceOf: (item) => item,
    run: async (items, own) => {
      await work(own);
      return items.map(() => null);
    },
  });
  await Promise.all(traces.map((trace) => take(trace)));
}

test('a wrong variable is named at the start', async () => {
  const right = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
  for (const [name, value] of [
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'localhost:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:port'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'http://localhost:99999'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
    ['OTEL_TRACES_SAMPLER_ARG', '7'],
  ] as const)
    await assert.rejects(startTracing({ ...right, [name]: value }, log), new RegExp(name));
});

test('about the asked part of what comes from outside is chosen', () => {
  on(0.2);
  const chosen = Array.from({ length: 10_000 }, isChosen).filter(Boolean).length;
  assert.ok(chosen > 1500 && chosen < 2500, `${chosen} of 10,000`);
  on(0);
  assert.ok(!Array.from({ length: 1000 }, isChosen).includes(true));
});

test('what happens inside a span belongs to it, and a failure is told by its kind and not by its words', async () => {
  on();
  const trace = newSpan();
  const failing = () => Promise.reject(Object.assign(new Error('mail@example.test'), { code: '23505' }));
  await assert.rejects(
    within(trace, what, (own) => inDatabase(own, { service: 's', items: 3 }, failing)),
    /mail@example\.test/,
  );
  const [database, outer] = spans as [Span, Span];
  assert.deepEqual([database.parent, outer.parent], [outer.trace, trace]);
  assert.deepEqual([database.failed, outer.failed], ['23505', '23505']);
  assert.equal(database.attributes?.['db.operation.batch.size'], 3);
  assert.ok(outer.start <= database.start && database.end <= outer.end);
  assert.ok(!JSON.stringify(spans).includes('example'));
});

test('what is not traced is done without a span', async () => {
  on();
  const given: Trace[] = [];
  await within(null, what, (own) =>
    inDatabase(own, { service: 's', items: 1 }, async () => void given.push(own)),
  );
  await batchOf([null, null], async (own) => void given.push(own));
  assert.deepEqual([given, spans], [[null, null], []]);
});

test('each traced item of a batch has its span, all linked with the one in which the work is done', async () => {
  on();
  const traces = [null, newSpan(), null, newSpan(), newSpan()];
  let own: Trace = null;
  await batchOf(traces, async (trace) => {
    own = trace;
  });
  assert.deepEqual(
    spans.map(({ parent }) => parent),
    traces.filter((trace) => trace !== null),
  );
  const [first, second, third] = spans as [Span, Span, Span];
  assert.equal(own, first.trace);
  assert.deepEqual(first.links, [second.trace, third.trace]);
  assert.deepEqual([second.links, third.links], [[first.trace], [first.trace]]);
  for (const span of spans) {
    assert.deepEqual([span.service, span.name], ['shop', 'shop.things']);
    assert.equal(span.attributes?.['sagashop.batch.size'], 5);
  }
});

test('a batch that fails is told as well', async () => {
  on();
  await assert.rejects(
    batchOf([newSpan()], () =>
      Promise.reject(Object.assign(new Error('x'), { code: '22P02', name: 'PostgresError' })),
    ),
  );
  assert.equal(spans.length, 1);
});

test('a time on the performance clock is told as the time of day', () => {
  const before = Date.now();
  const time = wallTime(performance.now());
  assert.ok(time > before - 5 && time < Date.now() + 5);
});

test('spans are sent by OTLP, each as its service’s, and the last ones when it stops', async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(`${request.url} ${await text(request)}`);
    response.end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  after(() => server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/here/`;
  const tracing = await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: address }, log);
  tracing.call('whole');
  const [trace, link] = [newSpan(), newSpan()];
  const span = { name: 'a', kind: 'consumer', trace, parent: null, start: 1000.5, end: 1001 } as const;
  record({ ...span, service: 'payment', links: [link], attributes: { n: 1, t: 'x' }, failed: 'fault' });
  record({ ...span, service: '', trace: link, parent: trace });
  await tracing.stop();
  record({ ...span, service: 'late' });
  assert.equal(bodies.length, 1);
  const [path, body] = bodies[0]!.split(/ (.*)/s);
  assert.equal(path, '/here/v1/traces');
  const { resourceSpans } = JSON.parse(body!);
  const names = resourceSpans.map(
    ({ resource }: { resource: { attributes: { key: string; value: object }[] } }) =>
      resource.attributes.find(({ key }) => key === 'service.name')?.value,
  );
  assert.deepEqual(names, [{ stringValue: 'payment' }, { stringValue: 'whole' }]);
  const [sent] = resourceSpans[0].scopeSpans[0].spans;
  assert.deepEqual([sent.spanId, sent.kind, sent.status.code], [idOf(trace), 5, 2]);
  assert.deepEqual([sent.startTimeUnixNano, sent.endTimeUnixNano], ['1000500000', '1001000000']);
  assert.equal(sent.links[0].spanId, idOf(link));
  assert.equal(resourceSpans[1].scopeSpans[0].spans[0].parentSpanId, idOf(trace));
});

test('a receiver that is away holds nothing up', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
  const tracing = await startTracing(env, log);
  record({ ...what, trace: newSpan(), parent: null, start: 0, end: 0 });
  await tracing.stop();
  assert.equal(isTracing(), false);
});

test('what cannot be sent is dropped, and told with its reason', async () => {
  const server = createServer((_request, response) => void response.writeHead(400).end('no'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  after(() => server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: address, OTEL_BSP_SCHEDULE_DELAY: '1' };
  const told: { why?: string }[] = [];
  const warned = Promise.withResolvers<void>();
  const warn = (details: object) => {
    told.push(details);
    warned.resolve();
  };
  const tracing = await startTracing(env, { warn });
  record({ ...what, trace: newSpan(), parent: null, start: 0, end: 0 });
  await warned.promise;
  await tracing.stop();
  assert.match(String(told[0]?.why), /^(?!.*stack).*Bad Request/);
});
