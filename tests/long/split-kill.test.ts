import { test } from 'node:test';
import { readRun } from '../../cli/src/data-directory.ts';
import { EVERYTHING } from '../../cli/src/services.ts';
import { lives, scratchDirectory, until } from '../../cli/test/scratch.ts';
import { prepare, underOrders } from '../faults/orders.ts';
import { endShop, pidOf, startShop } from '../faults/running-shop.ts';
import { seeded } from '../seeded.ts';

test('each process of a split shop, killed under orders, comes back, and no order is lost or half done', async (t) => {
  const random = seeded('killed processes');
  const directory = await scratchDirectory(t);
  const shop = await startShop(directory, ['--split', '--no-demo']);
  t.after(() => endShop(shop, 'SIGKILL'));
  const productId = await prepare(shop);
  const drawn = EVERYTHING.map((name) => ({ name, at: random() })).sort((a, b) => a.at - b.at);
  const victims = [...drawn, drawn[0]!];
  await underOrders(shop, { [productId]: 16 }, async ({ confirmed }) => {
    for (const { name } of victims) {
      await confirmed(1 + Math.floor(random() * 40));
      const pid = pidOf(await readRun(directory), name)!;
      process.kill(pid, 'SIGKILL');
      const killed = performance.now();
      // The one that starts all of them waits longer each time.
      await until(async () => {
        const now = pidOf(await readRun(directory), name);
        return now !== undefined && now !== pid && lives(now);
      }, 20_000);
      const back = Math.round(performance.now() - killed);
      await confirmed(5);
      const served = Math.round(performance.now() - killed);
      console.log(`# ${name} killed: there again after ${back} ms, 5 more orders after ${served} ms`);
    }
  });
});
