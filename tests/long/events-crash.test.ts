import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEvents } from '../../services/order/test/event-source.ts';
import { openShopWithoutOrder, place, silentService, startOrder } from '../faults/order-process.ts';

test('who watches an order sees it through, though the process that ran it and told of it is killed', async () => {
  const shop = await openShopWithoutOrder();
  await shop.courier(100);
  const productId = await shop.product(1_000, 10);
  const alice = await shop.customer(5_000);
  const authorization = `Bearer ${alice.token}`;
  const events = (url: string, id: string, seen: string | undefined) =>
    openEvents(`${url}/api/orders/${id}/events`, { authorization, ...(seen && { 'last-event-id': seen }) });

  // It holds the money and gets no further.
  const first = await startOrder(shop, { env: { STOCK_URL: await silentService() } });
  const placed = await place(first, alice.token, { productId, key: 'k', prefer: 'respond-async' });
  const { id } = placed.body;
  const before = await events(first.url, id, undefined);
  const seen = await before.until(({ data }) =>
    data.saga.steps.some((step: { name: string }) => step.name === 'reserve the goods'),
  );
  assert.equal(seen.data.order.status, 'pending');
  await first.end('SIGKILL');
  await assert.rejects(before.rest());

  const second = await startOrder(shop, {});
  const after = await (await events(second.url, id, seen.id)).rest();
  assert.ok(!after.some((event) => event.id === seen.id), 'nothing is told twice');
  const last = after.at(-2)!.data;
  assert.deepEqual([last.order.status, last.saga.outcome], ['confirmed', 'completed']);
  assert.equal(after.at(-1)!.event, 'end');
});
