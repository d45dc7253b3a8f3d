import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { lives, scratchDirectory, until } from '../../cli/test/scratch.ts';
import { allEnded, ask, prepare, readAsAnswered } from './orders.ts';
import { endShop, sagashop, startShop } from './running-shop.ts';

type Json = ReturnType<typeof JSON.parse>;

const PREFER = 'wait=30'; // for orders on a slow machine

test('a shop whose every process is killed while it takes orders loses none and leaves none half done', async (t) => {
  const directory = await scratchDirectory(t);
  let shop = await startShop(directory);
  t.after(() => endShop(shop, 'SIGKILL'));
  const productId = await prepare(shop);
  const lines = [{ productId, quantity: 1 }];
  const orders = Array.from({ length: 400 }, () => ({ key: randomUUID(), answer: undefined as Json }));
  const place = async (order: (typeof orders)[number]) => {
    const answer = await ask(shop, 'POST', '/api/orders', { lines }, { key: order.key, prefer: PREFER });
    order.answer = answer.body;
    return answer;
  };

  let answered = 0;
  const waiting = orders.values();
  const work = async () => {
    for (const order of waiting) {
      await place(order);
      answered += 1;
      if (answered === 60) await endShop(shop, 'SIGKILL');
    }
  };
  const { postgresPid } = shop.run;
  await Promise.allSettled(Array.from({ length: 64 }, work));
  await until(() => !lives(postgresPid!), 2000);
  const confirmedBefore = orders.filter((order) => order.answer?.status === 'confirmed');
  assert.ok(
    confirmedBefore.length >= 60 && confirmedBefore.length < orders.length,
    `${confirmedBefore.length} answered`,
  );

  shop = await startShop(directory);
  await allEnded(shop);

  for (const order of confirmedBefore) {
    assert.deepEqual(await readAsAnswered(shop, order.answer.id, order.answer), order.answer);
  }
  const ids = new Set(confirmedBefore.map((order) => order.answer.id));
  for (const { status, body } of await Promise.all(orders.map(place))) {
    assert.equal(status, 201, JSON.stringify(body));
    ids.add(body.id);
  }
  assert.equal(ids.size, orders.length, 'each key has one order');

  assert.equal((await sagashop(directory, ['audit'])).code, 0);
  assert.equal(await endShop(shop, 'SIGTERM'), 0);
  const stopped = await sagashop(directory, ['audit']);
  assert.match(stopped.output, /PASS {2}all invariants hold/);
  assert.equal(stopped.code, 0);
});
