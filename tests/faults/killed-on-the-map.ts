import assert from 'node:assert/strict';
import { openEvents } from '../../services/order/test/event-source.ts';
import { pidOf, type RunningShop } from './running-shop.ts';

type Json = ReturnType<typeof JSON.parse>; // what a test reads from an event, it asserts

/** Kills a service of a split shop: whoever watches the map sees it gone, and then a new process in its place. */
export async function killedOnTheMap(shop: RunningShop): Promise<void> {
  const headers = { authorization: `Bearer ${shop.admin}` };
  const stream = await openEvents(`${shop.url}/api/system/events`, headers);
  const delivery = (data: Json) => data.services.find(({ name }: Json) => name === 'delivery');
  const { data: whole } = await stream.until(({ data }) => delivery(data).state === 'ready');
  assert.ok(whole.services.every(({ state }: Json) => state === 'ready'));
  const [{ id, ready }] = delivery(whole).instances;
  assert.ok(ready && whole.services.some(({ name }: Json) => name === 'web'));
  process.kill(pidOf(shop.run, 'delivery')!, 'SIGKILL');
  const killed = performance.now();
  const isGone = (data: Json) => delivery(data).instances.some((one: Json) => one.id === id && !one.ready);
  const { data: without } = await stream.until(({ data }) => isGone(data));
  const seen = performance.now() - killed;
  assert.ok(seen < 3000, `seen after ${Math.round(seen)} ms`);
  assert.ok(['away', 'partly'].includes(delivery(without).state));
  await stream.until(({ data }) => delivery(data).instances.some((one: Json) => one.id !== id && one.ready));
  stream.close();
}
