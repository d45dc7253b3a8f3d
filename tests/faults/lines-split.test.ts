import '../journeys/split-mode.ts';
import { after, test } from 'node:test';
import { urlVariables } from '../../cli/src/services.ts';
import { weakLine } from '../../packages/chassis/test/weak-line.ts';
import { openTestShop } from '../journeys/test-shop.ts';
import { seeded } from '../seeded.ts';
import { prepare, underOrders } from './orders.ts';

const PARTICIPANTS = ['payment', 'stock', 'delivery', 'notify'] as const;
const lines = await Promise.all(PARTICIPANTS.map(() => weakLine('http://127.0.0.1:1')));
const urls = Object.fromEntries(PARTICIPANTS.map((name, at) => [name, new URL(lines[at]!.url).origin]));
const shop = await openTestShop(urlVariables(urls));
for (const [at, name] of PARTICIPANTS.entries()) lines[at]!.aim(Number(new URL(shop.origins[name]!).port));
after(() => {
  for (const line of lines) line.cut();
});

test('replies of participants, cut in the middle on their way to order, cost no order', async () => {
  const random = seeded('cut replies of participants');
  const productId = await prepare(shop);
  await underOrders(shop, { [productId]: 16 }, async ({ confirmed }) => {
    for (let times = 0; times < 24; times += 1) {
      const line = lines[Math.floor(random() * lines.length)]!;
      line.cutReplyAfter(Math.floor(random() * 2000));
      await confirmed(2);
    }
    for (const line of lines) line.cutReplyAfter(Number.POSITIVE_INFINITY);
    await confirmed(20);
  });
});
