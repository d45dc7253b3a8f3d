import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratchDirectory } from '../../cli/test/scratch.ts';
import { allEnded, ask, prepare, underOrders } from '../faults/orders.ts';
import { endShop, madeBackup, sagashop, startShop, takeSignIns } from '../faults/running-shop.ts';

const BACKUPS = 3;

test('each of many backups of a split shop under orders is a whole shop', async (t) => {
  const data = await scratchDirectory(t);
  const first = join(data, 'first');
  const home = join(data, 'kept');
  const shop = await startShop(first, ['--split', '--no-demo']);
  t.after(() => endShop(shop, 'SIGKILL'));
  const plenty = await prepare(shop, 9000);
  const few = await prepare(shop, 60); // after these an order is refused, and what it holds is undone
  const backups: { path: string; known: string[] }[] = [];

  await underOrders(shop, { [plenty]: 24, [few]: 8 }, async (load) => {
    for (let count = 0; count < BACKUPS; count++) {
      await load.confirmed(40);
      const known = load.orders.flatMap(({ status, body }) => (status === 201 ? [body.id as string] : []));
      const { code, output } = await sagashop(first, ['backup', home]);
      assert.equal(code, 0, output);
      backups.push({ path: madeBackup(output), known });
    }
  });
  await endShop(shop, 'SIGTERM');

  for (const [at, { path, known }] of backups.entries()) {
    const directory = join(data, `restored-${at}`);
    const { code, output } = await sagashop(directory, ['restore', path]);
    assert.equal(code, 0, output);
    assert.match(output, / 0 of \d+ orders in flight\nPASS {2}all invariants hold/);
    await takeSignIns(first, directory);
    const again = await startShop(directory, at === 0 ? ['--split'] : []);
    t.after(() => endShop(again, 'SIGKILL'));
    await allEnded(again);
    for (const id of known)
      assert.equal((await ask(again, 'GET', `/api/orders/${id}`)).body.status, 'confirmed', id);
    await endShop(again, 'SIGTERM');
  }
});
