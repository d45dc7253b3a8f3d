import { test } from 'node:test';
import { openTestShop } from '../journeys/test-shop.ts';
import { prepare, underOrders } from './orders.ts';
import { ownPostgres } from './own-postgres.ts';

const postgres = await ownPostgres();
const shop = await openTestShop();
postgres.endLast();

test('PostgreSQL stopped at once under orders, and started again, costs no order and no restart', async () => {
  const productId = await prepare(shop);
  await underOrders(shop, { [productId]: 32 }, async ({ confirmed }) => {
    await confirmed(100);
    await postgres.crash();
    const started = performance.now();
    await confirmed(100);
    console.log(`# 100 more confirmed ${Math.round(performance.now() - started)} ms after the start`);
  });
});
