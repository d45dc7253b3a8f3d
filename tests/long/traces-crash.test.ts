import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { startTracing } from '@sagashop/chassis/observe/start-tracing';
import { until } from '../../cli/test/scratch.ts';
import { openShopWithoutOrder, startOrder } from '../faults/order-process.ts';
import { sagaTree } from '../traces/order-trees.ts';
import { comesTo, openReceiver, type Received, treeOf } from '../traces/receiver.ts';

const receiver = await openReceiver();
let stop = async () => {};
after(() => stop());
const tracing = await startTracing(receiver.env, console);
stop = tracing.stop;
const shop = await openShopWithoutOrder();
const product = await shop.product(100, 1000);
await shop.courier(1000);
const customer = await shop.customer(100_000);

/** An order process behind the shop's gateway; with a point, one that dies there. */
const start = (point?: string) =>
  startOrder(shop, {
    url: shop.origins['order']!,
    env: { ...receiver.env, ...(point && { ORDER_KILL_POINT: point }) },
    behind: true,
  });

/** Places an order whose process dies at a point, and lets another go on; how its saga ended, and its trace's spans. */
async function interrupted(point: string): Promise<{ saga: Received; own: Received[] }> {
  const dying = await start(point);
  const began = receiver.spans.length;
  const body = { lines: [{ productId: product, quantity: 1 }] };
  const [{ status }] = await Promise.all([
    shop.ask('POST', '/api/orders', { as: customer.token, body, key: randomUUID() }),
    once(dying.process, 'exit'),
  ]);
  assert.equal(status, 503);
  const second = await start();
  const ended = () => receiver.spans.slice(began).find(({ name }) => name === 'place-order');
  await until(async () => ended() !== undefined);
  await shop.settled();
  await second.end('SIGTERM');
  const saga = ended()!;
  return { saga, own: receiver.spans.filter(({ trace }) => trace === saga.trace) };
}

const BEFORE_THE_PIVOT = ['after payment.hold 1', 'before stock.reserve 1', 'before confirm 1'];
const BEHIND_IT = ['after confirm 1', 'after payment.capture 1', 'before end 1'];

for (const point of [...BEFORE_THE_PIVOT, ...BEHIND_IT]) {
  test(`an order whose process dies ${point.slice(0, -2)} is one trace all the same, with all of its steps`, async () => {
    const { saga, own } = await interrupted(point);
    const tree = sagaTree('order', { takenOver: true }).filter(isShared);
    await comesTo(tree, () => treeOf(receiver.spans, saga.trace, saga).filter(isShared));
    const ids = new Set(own.map(({ id }) => id));
    assert.equal(ids.size, own.length, 'each span is told once');
    // What the dead process had not told yet: the request that it never answered, and what it had asked others.
    const lost = own.filter(({ parent }) => parent && !ids.has(parent));
    const asked = /^POST \/(?:messages|internal)/;
    const astray = lost.filter(({ parent, name }) => parent !== saga.parent && !asked.test(name));
    assert.deepEqual(astray, []);
    const gateway = own.find(({ service, name }) => service === 'gateway' && name === 'POST /api/orders');
    assert.equal(gateway?.failed, true);
    const [over] = own.filter(({ name }) => name === 'taken over');
    assert.equal(over?.attributes['sagashop.cause'], 'died');
  });
}

/** Whether it is told by others than the process that died: what that had just saved and sent may be lost. */
const isShared = (line: string) =>
  !/order: (?:order\.saves|database order|\w+\.messages)|: POST \/messages/.test(line);
