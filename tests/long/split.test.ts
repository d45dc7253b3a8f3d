import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRun } from '../../cli/src/data-directory.ts';
import { lives, scratchDirectory, stopwatch, until } from '../../cli/test/scratch.ts';
import { allEnded, ask, prepare } from '../faults/orders.ts';
import { endShop, pidOf, processesOf, sagashop, startShop } from '../faults/running-shop.ts';

test('a service killed under orders comes back, no order is lost, and the others work meanwhile', async (t) => {
  const directory = await scratchDirectory(t);
  const shop = await startShop(directory, ['--split']);
  t.after(() => endShop(shop, 'SIGKILL'));
  const productId = await prepare(shop);
  const lines = [{ productId, quantity: 1 }];
  let answered = 0;
  const work = async () => {
    for (let at = 0; at < 12; at += 1) {
      const { status, body } = await ask(shop, 'POST', '/api/orders', { lines });
      // What was under way in a killed order service itself is answered 503; its key finds it later.
      assert.ok([201, 202, 409, 503].includes(status), JSON.stringify(body));
      answered += 1;
      if (answered === 40) process.kill(pidOf(shop.run, 'stock')!, 'SIGKILL');
      if (answered === 120) process.kill(pidOf(shop.run, 'order')!, 'SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: 24 }, work));

  const back = async (name: string) => {
    const pid = pidOf(await readRun(directory), name);
    return pid !== undefined && pid !== pidOf(shop.run, name) && lives(pid);
  };
  await until(async () => (await back('stock')) && (await back('order')));
  await allEnded(shop);
  const mails = await ask(shop, 'GET', '/api/mails?limit=1');
  assert.ok(mails.body.items[0].body.includes(`\n${shop.run.url}/orders/`), 'links lead to the gateway');

  const run = (await readRun(directory))!;
  shop.process.kill('SIGSTOP'); // so that it starts nothing again before we have looked
  process.kill(pidOf(run, 'notify')!, 'SIGKILL');
  await until(async () => (await ask(shop, 'GET', '/api/messages')).status === 503);
  const { body } = await ask(shop, 'GET', '/api/messages');
  assert.deepEqual([body.code, body.service], ['unavailable', 'notify']);
  assert.equal((await ask(shop, 'GET', '/api/products?limit=1')).status, 200);
  shop.process.kill('SIGCONT');
  await until(async () => (await ask(shop, 'GET', '/api/messages')).status === 200);
  assert.equal((await sagashop(directory, ['audit'])).code, 0);

  const last = (await readRun(directory))!;
  const all = [...processesOf(last).map(({ pid }) => pid!), last.postgresPid!];
  assert.equal(all.length, 11);
  await until(() => all.every(lives));
  const took = stopwatch();
  assert.equal(await endShop(shop, 'SIGTERM'), 0);
  assert.ok(took() < 2500, `${took()} ms`);
  assert.deepEqual(all.filter(lives), []);
});
