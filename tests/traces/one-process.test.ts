import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { orderTree } from './order-trees.ts';
import { comesTo, type Received, treeOf } from './receiver.ts';
import { openTracedShop } from './traced-shop.ts';

const shop = await openTracedShop();
const { receiver } = shop;
const hex = (bytes: number) => randomBytes(bytes).toString('hex');

test('an order is one trace, from its request to each database that it touches', async () => {
  const trace = await shop.traced();
  await comesTo(orderTree(), () => treeOf(receiver.spans, trace));
});

test('an order goes on with the trace that its client has begun, sampled or not', async () => {
  const [wanted, span] = [hex(16), hex(8)];
  const trace = await shop.traced({ traceparent: `00-${wanted}-${span}-00` });
  assert.equal(trace, wanted);
  const requested = () => receiver.spans.find(({ trace, name }) => trace === wanted && /^POST/.test(name));
  await until(async () => requested() !== undefined);
  assert.equal(requested()!.parent, span);
});

test('a trace that is none is none, and what it says comes nowhere', async () => {
  for (const traceparent of [
    '00-nothing-like-it-01',
    `00-${'0'.repeat(32)}-${hex(8)}-01`,
    `ff-${hex(16)}-${hex(8)}-01`,
  ]) {
    const trace = await shop.traced({ traceparent });
    assert.match(trace, /^[0-9a-f]{32}$/);
    assert.ok(!traceparent.includes(trace));
  }
});

test('orders of one batch share its database’s part: the first has it, and the others are linked with it', async () => {
  const orders = 12;
  const traces = await Promise.all(Array.from({ length: orders }, () => shop.traced()));
  assert.equal(new Set(traces).size, orders);
  const held = () =>
    traces.map((trace) =>
      receiver.spans.find((span) => span.trace === trace && span.name === 'payment.commands' && isHold(span)),
    ) as Received[];
  await until(async () => held().every((span) => span !== undefined));
  const databases = new Set(receiver.spans.filter(({ name }) => /^database/.test(name)).map(keyOf('parent')));
  const carriers = new Set(
    held()
      .filter((span) => databases.has(keyOf('id')(span)))
      .map(keyOf('id')),
  );
  assert.ok(carriers.size >= 1);
  for (const span of held()) {
    if (carriers.has(keyOf('id')(span))) continue;
    assert.equal(span.links.length, 1);
    // Of whatever order is first in the batch: the capture of one may carry the hold of another.
    const first = () => receiver.spans.find((other) => keyOf('id')(other) === span.links[0]);
    await until(async () => first() !== undefined);
    const carrier = first()!;
    assert.ok(carrier.links.includes(keyOf('id')(span)));
    assert.ok(Number(carrier.attributes['sagashop.batch.size']) >= carrier.links.length + 1);
  }
});

/** Whether a batch's span belongs to a hold, and not to the capture after it. */
function isHold({ trace, parent }: Received): boolean {
  return receiver.spans.some(
    (span) => span.trace === trace && span.id === parent && span.name === 'payment.hold',
  );
}

const keyOf = (which: 'id' | 'parent') => (span: Received) => `${span.trace}/${span[which]}`;

test('a refused order is told with its reason, and how it was undone', async () => {
  const poor = await shop.customer(0);
  const answer = await poor.order([{ productId: shop.teapot, quantity: 1 }]);
  assert.equal(answer.body.code, 'insufficient_funds');
  const trace = await shop.traceOf(answer.body.orderId);
  const named = (name: string) => receiver.spans.find((span) => span.trace === trace && span.name === name);
  await until(async () => named('POST /api/orders') !== undefined);
  assert.equal(named('place-order')!.attributes['sagashop.reason'], 'insufficient_funds');
  assert.equal(named('hold the money')!.attributes['sagashop.refused'], 'insufficient_funds');
  assert.equal(named('payment.hold')!.failed, false);
  assert.ok(named('undo: hold the money') && named('payment.release') && named('cancel the order'));
});

test('a cancelled order’s second saga belongs to the request that cancelled it', async () => {
  const { body } = await shop.buyer.order([{ productId: shop.teapot, quantity: 1 }]);
  const path = `/api/orders/${body.id}/cancellation`;
  await shop.must(200, shop.ask('POST', path, { as: shop.buyer.token, headers: { prefer: 'wait=30' } }));
  const saga = () =>
    receiver.spans.find(
      ({ name, attributes }) => name === 'cancel-order' && attributes['sagashop.order'] === body.id,
    );
  const request = () => receiver.spans.find(({ id }) => id === saga()?.parent);
  await until(async () => request() !== undefined);
  assert.equal(request()!.name, 'POST /api/orders/:id/cancellation');
});

test('nothing personal is told, and no address, key, token or value that somebody has sent', async () => {
  const secret = `s-${hex(8)}`;
  const word = {
    authorization: `Bearer ${secret}`,
    cookie: `sagashop_session=${secret}`,
    'user-agent': secret,
  };
  await shop.ask('GET', `/api/products?search=${secret}`, { headers: word });
  await shop.ask('GET', `/api/products/${secret}?${secret}=${secret}`);
  await shop.ask('POST', '/api/session', { body: { username: secret, password: secret } });
  await shop.ask('POST', '/api/orders/track', { body: { number: '100001', email: `${secret}@shop.test` } });
  await shop.ask('POST', `/${secret}`, {
    key: secret,
    headers: { traceparent: secret, tracestate: `a=${secret}` },
  });
  const me = (await shop.buyer.get('/api/users/me')).body;
  const paid = await shop.traced({
    'idempotency-key': secret,
    tracestate: `a=${secret}`,
    baggage: `a=${secret}`,
  });
  await comesTo(orderTree(), () => treeOf(receiver.spans, paid));
  const told = receiver.bodies.join('\n');
  for (const value of [secret, me.email, me.username, shop.buyer.token, shop.buyer.id, shop.admin])
    assert.ok(!told.includes(value), value);
  assert.ok(told.includes('"GET /api/products/:id"'));
});
