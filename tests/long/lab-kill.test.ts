import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRun } from '../../cli/src/data-directory.ts';
import { lives, scratchDirectory, until } from '../../cli/test/scratch.ts';
import { prepare, underOrders } from '../faults/orders.ts';
import { endShop, pidOf, startShop } from '../faults/running-shop.ts';

for (const service of ['payment', 'order'])
  test(`the laboratory kills the process of ${service}, which comes back without any fault, and no order is half done`, async (t) => {
    const directory = await scratchDirectory(t);
    const shop = await startShop(directory, ['--split', '--no-demo'], { SAGASHOP_LAB: '1' });
    t.after(() => endShop(shop, 'SIGKILL'));
    const productId = await prepare(shop);
    const lab = async (body?: object) => {
      const headers = { authorization: `Bearer ${shop.admin}`, 'content-type': 'application/json' };
      const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
      return fetch(`${shop.url}/api/lab${body ? '/faults' : ''}`, init);
    };
    await underOrders(shop, { [productId]: 16 }, async ({ confirmed }) => {
      await confirmed(20);
      const before = pidOf(await readRun(directory), service)!;
      const made = await lab({ fault: 'service_killed', service, scope: 'all', seconds: 60 });
      assert.equal(made.status, 201);
      await until(async () => {
        const now = pidOf(await readRun(directory), service);
        return now !== undefined && now !== before && lives(now);
      }, 20_000);
      await confirmed(20);
      const { active } = (await (await lab()).json()) as { active: { hits: number }[] };
      assert.deepEqual(
        active.map(({ hits }) => hits),
        service === 'order' ? [] : [1],
      );
    });
  });
