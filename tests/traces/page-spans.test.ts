import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { after, test } from 'node:test';
import { childOf, newSpan, parseTraceparent, unsampled } from '@sagashop/chassis/observe/trace-context';
import { until } from '../../cli/test/scratch.ts';
import { pageSpans } from '../../web/server/page-spans.ts';
import { openReceiver } from './receiver.ts';

const receiver = await openReceiver();
const paths = ['orders/:order', 'checkout/pay', 'robots.txt', '*'];
const pages = await pageSpans(receiver.env, paths, (level, fields, message) =>
  assert.fail(`${level} ${message} ${JSON.stringify(fields)}`),
);
after(() => pages.stop());

/** A page is asked for and answered; its spans, and what the API is told of its trace. */
async function answered(url: string, headers: Record<string, string>, status = 200) {
  const began = receiver.spans.length;
  const incoming = { url, headers: { ...headers }, method: 'POST' } as unknown as IncomingMessage;
  const response = Object.assign(new EventEmitter(), { statusCode: status });
  pages.begin(incoming, response as unknown as ServerResponse);
  response.emit('close');
  // Spans come in their order: with this one, all before it are there.
  const last = newSpan();
  const mark = { url: '/mark', headers: { traceparent: last }, method: 'GET' };
  const marked = Object.assign(new EventEmitter(), { statusCode: 200 });
  pages.begin(mark as unknown as IncomingMessage, marked as unknown as ServerResponse);
  marked.emit('close');
  const isLast = ({ trace }: { trace: string }) => trace === parseTraceparent(last)!.traceId;
  await until(() => receiver.spans.some(isLast));
  const spans = receiver.spans.slice(began).filter((span) => !isLast(span));
  return { spans, handedOn: incoming.headers['traceparent'] };
}

test('a page is told of by the pattern of its address', async () => {
  for (const [url, route] of [
    ['/orders/0193-secret?secret=1', '/orders/:order'],
    ['/orders/0193-secret.data?_routes=secret', '/orders/:order'],
    ['/?secret', '/'],
    ['/_root.data', '/'],
    ['/robots.txt', '/robots.txt'],
    ['/robotsstxt', 'none'],
    ['/assets/secret.js', '/assets/*'],
    ['/secret/orders/1', 'none'],
  ] as const) {
    const traceparent = newSpan();
    const { spans, handedOn } = await answered(url, { traceparent });
    assert.deepEqual(
      spans.map(({ service, name, parent }) => [service, name, parent]),
      [['web', `POST ${route}`, parseTraceparent(traceparent)!.spanId]],
    );
    assert.equal(parseTraceparent(handedOn)!.spanId, spans[0]!.id);
  }
  assert.ok(!receiver.bodies.join().includes('secret'));
});

test('what is not traced is left as it came', async () => {
  for (const traceparent of [unsampled(newSpan())!, 'nonsense']) {
    const { spans, handedOn } = await answered('/checkout/pay', { traceparent });
    assert.deepEqual([spans, handedOn], [[], traceparent]);
  }
  assert.deepEqual(await answered('/checkout/pay', {}), { spans: [], handedOn: undefined });
});

test('a click is told of as it was said, and not when it was said wrongly', async () => {
  const traceparent = newSpan();
  const click = parseTraceparent(childOf(traceparent))!.spanId;
  const { spans } = await answered('/checkout/pay', { traceparent, 'sagashop-click': `${click};1500` });
  const [page, clicked] = spans;
  assert.deepEqual([clicked!.service, clicked!.name, clicked!.id], ['browser', 'click /checkout/pay', click]);
  assert.equal(clicked!.parent, undefined);
  assert.ok(Math.abs(page!.start - clicked!.start - 1500) < 0.01);
  for (const wrong of [
    `${click};-1`,
    `${click};1e9`,
    `${click}`,
    `${'0'.repeat(16)};1`,
    'x;1',
    `${click};1;1`,
  ]) {
    const { spans } = await answered('/checkout/pay', { traceparent, 'sagashop-click': wrong });
    assert.equal(spans.length, 1, wrong);
  }
});

test('a page that broke is told as a failure', async () => {
  const { spans } = await answered('/checkout/pay', { traceparent: newSpan() }, 500);
  assert.equal(spans[0]!.failed, true);
});
