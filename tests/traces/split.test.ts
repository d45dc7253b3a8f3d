import '../journeys/split-mode.ts';
import { test } from 'node:test';
import { splitOrderTree } from './order-trees.ts';
import { comesTo, treeOf } from './receiver.ts';
import { openTracedShop } from './traced-shop.ts';

const shop = await openTracedShop();

test('an order is one trace also over HTTP, through every service that it comes to', async () => {
  const trace = await shop.traced();
  await comesTo(splitOrderTree('sagashop'), () => treeOf(shop.receiver.spans, trace));
});
