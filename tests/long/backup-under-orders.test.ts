import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratchDirectory } from '../../cli/test/scratch.ts';
import { allEnded, ask, prepare, readAsAnswered, type Shop, underOrders } from '../faults/orders.ts';
import { endShop, madeBackup, sagashop, startShop, takeSignIns } from '../faults/running-shop.ts';

/** Makes a backup and answers where it is. */
async function backUp(data: string, home: string): Promise<string> {
  const { code, output } = await sagashop(data, ['backup', home]);
  assert.equal(code, 0, output);
  return madeBackup(output);
}

async function openable(path: string): Promise<string[]> {
  const paths = (await readdir(path, { recursive: true })).map((name) => join(path, name));
  const open = await Promise.all(paths.map(async (one) => ((await stat(one)).mode & 0o077 ? [one] : [])));
  return open.flat();
}

/** Keeps an address; resolves to the streets of all, the newest first. */
async function keepAddress(shop: Shop, street: string): Promise<string[]> {
  const kept = await ask(shop, 'POST', '/api/users/me/addresses', { street, city: 'Ulm' });
  assert.equal(kept.status, 201, JSON.stringify(kept.body));
  const { items } = (await ask(shop, 'GET', '/api/users/me/addresses')).body;
  return items.map((address: { street: string }) => address.street);
}

test('a backup that is made while orders run, restored elsewhere, is a whole shop that goes on', async (t) => {
  const data = await scratchDirectory(t);
  const home = join(data, 'kept');
  const shop = await startShop(join(data, 'first'), ['--no-demo']);
  t.after(() => endShop(shop, 'SIGKILL'));
  const productId = await prepare(shop);
  await keepAddress(shop, 'First Street 1');
  const before: { id: string }[] = [];
  const backups: string[] = [];

  await underOrders(shop, { [productId]: 16 }, async (load) => {
    await load.confirmed(20);
    before.push(...load.orders.flatMap(({ status, body }) => (status === 201 ? [body] : [])));
    backups.push(await backUp(join(data, 'first'), home));
    await load.confirmed(20);
  });
  assert.equal(await endShop(shop, 'SIGTERM'), 0);
  const [backup] = backups;
  assert.deepEqual(await openable(home), [], 'nobody else can read it');

  const second = join(data, 'second');
  const restored = await sagashop(second, ['restore', backup!]);
  assert.equal(restored.code, 0, restored.output);
  assert.match(restored.output, /As of one moment.*\n( {2}\w+ +\d{4}-\d\d-\d\dT\S+Z {2}\S+\n){7}/);
  assert.match(restored.output, /PASS {2}all invariants hold/);

  await takeSignIns(join(data, 'first'), second);
  const again = await startShop(second, ['--no-demo']);
  t.after(() => endShop(again, 'SIGKILL'));
  await allEnded(again);
  assert.ok(before.length >= 20);
  for (const order of before) assert.deepEqual(await readAsAnswered(again, order.id, order), order);
  assert.deepEqual(await keepAddress(again, 'Second Street 2'), ['Second Street 2', 'First Street 1']);
  const lines = [{ productId, quantity: 1 }];
  const placed = await ask(again, 'POST', '/api/orders', { lines }, { prefer: 'wait=30' });
  assert.equal(placed.status, 201, JSON.stringify(placed.body));
  const audited = await sagashop(second, ['audit']);
  assert.equal(audited.code, 0, audited.output);
  assert.match(audited.output, /Restored from a backup\. As of one moment/);
  assert.equal(await endShop(again, 'SIGTERM'), 0);

  const refused = await sagashop(second, ['restore', backup!]);
  assert.equal(refused.code, 1);
  assert.match(refused.output, /There is something in .+ Move it away/);
  const stopped = await backUp(second, home);
  assert.ok(existsSync(join(stopped, 'manifest.json')), 'a stopped shop is backed up too');
});
