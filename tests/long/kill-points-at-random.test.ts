import { test } from 'node:test';
import { dieAt, openMortalShop } from '../faults/mortal-order.ts';
import { seeded } from '../faults/orders.ts';

// All of them are in tests/long.
const POINTS = ['after start', 'after confirm'];

test('an order process killed between two of its writes leaves no order lost, doubled or half done', async () => {
  const random = seeded('kill points');
  await dieAt(
    await openMortalShop(),
    POINTS.map((point) => `${point} ${1 + Math.floor(random() * 20)}`),
  );
});
