import { test } from 'node:test';
import { openTestShop } from '../journeys/test-shop.ts';
import { placeOrders, prepare, proveWhole } from './orders.ts';
import { ownPostgres } from './own-postgres.ts';

const postgres = await ownPostgres();
const opened = await openTestShop();
postgres.endLast();
const shop = { url: opened.url, token: opened.admin };

test('PostgreSQL stopped at once under orders, and started again, costs no order and no restart', async () => {
  const productId = await prepare(shop);
  const load = placeOrders(shop, productId, 32);
  let back = 0;
  try {
    await load.confirmed(100);
    await postgres.crash();
    const started = performance.now();
    await load.confirmed(100);
    back = Math.round(performance.now() - started);
  } finally {
    await load.stop();
  }
  const ended = Math.round(await proveWhole(shop, load.orders, productId));
  console.log(
    `# ${load.orders.length} orders, 100 more confirmed ${back} ms after the start, all ended ${ended} ms`,
  );
});
