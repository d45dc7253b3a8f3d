import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scratchDirectory, until } from '../../cli/test/scratch.ts';
import { endShop, sagashop, startShop } from '../faults/running-shop.ts';
import { splitOrderTree } from '../traces/order-trees.ts';
import { comesTo, openReceiver, treeOf } from '../traces/receiver.ts';

test('with a process for each service an order is one trace, and what is left to tell is told at the end', async (t) => {
  const receiver = await openReceiver();
  const directory = await scratchDirectory(t);
  // So long that nothing is told before the shop is closed.
  const env = { ...receiver.env, OTEL_BSP_SCHEDULE_DELAY: '600000' };
  const shop = await startShop(directory, ['--split'], env);
  t.after(() => endShop(shop, 'SIGKILL'));
  const { code, output } = await sagashop(directory, ['load', '--orders', '3', '--concurrency', '1']);
  assert.equal(code, 0, output);
  await endShop(shop, 'SIGTERM');
  await until(() => receiver.spans.some(({ name }) => name === 'place-order'));
  const sagas = receiver.spans.filter(({ name }) => name === 'place-order');
  assert.ok(sagas.length >= 3);
  for (const { trace } of sagas.slice(0, 3))
    await comesTo(splitOrderTree('order'), () => treeOf(receiver.spans, trace));
});
