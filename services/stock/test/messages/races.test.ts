import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { allRight, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const [one, other] = await Promise.all([opened(url), opened(url)]);
after(() => Promise.all([one.service.stop(), other.service.stop()]));

test('two services never sell the same piece twice', async () => {
  const products = await one.products(40, 40, 40);
  const replies = await Promise.all(
    Array.from({ length: 400 }, (_, index) => {
      const stock = index % 2 ? one : other;
      // Lines in different orders, which would lock each other out if locks were taken as they come.
      const lines = [products[index % 3]!, products[(index + 1) % 3]!].map((id): [string, number] => [id, 1]);
      return stock.reserve(newId(), ...lines);
    }),
  );
  assert.equal(replies.filter((reply) => reply.kind === 'done').length, 60);
  for (const product of products) assert.deepEqual(await one.stockOf(product), { onHand: 40, reserved: 40 });
});

test('reserve and release that meet in two services leave nothing reserved', async () => {
  const [apples] = await one.products(1000);
  for (let round = 0; round < 10; round += 1) {
    const orders = Array.from({ length: 40 }, () => newId());
    const replies = await Promise.all(
      orders.flatMap((order, index) => {
        const [a, b] = index % 2 ? [one, other] : [other, one];
        return [a.reserve(order, [apples!, 1]), b.release(order), b.reserve(order, [apples!, 1])];
      }),
    );
    assert.ok(replies.every((reply) => reply.kind !== 'fault'));
    assert.deepEqual(await one.stockOf(apples!), { onHand: 1000, reserved: 0 });
  }
});

test('one command that comes to two services at once works once and gets one answer', async () => {
  const [apples] = await one.products(20);
  const orders = Array.from({ length: 60 }, () => newId());
  const both = await Promise.all(
    orders.map((order) =>
      Promise.all([one.reserve(order, [apples!, 1]), other.reserve(order, [apples!, 1])]),
    ),
  );
  for (const [first, second] of both) assert.deepEqual(first, second);
  const won = orders.filter((_, index) => both[index]![0].kind === 'done');
  assert.equal(won.length, 20);
  await Promise.all(won.flatMap((order) => [one.take(order), other.take(order)]));
  assert.deepEqual(await one.stockOf(apples!), { onHand: 0, reserved: 0 });
});

test('a take or release that comes to two services at once works once, beside other reservations', async () => {
  const [apples] = await one.products(300);
  const orders = Array.from({ length: 90 }, () => newId());
  await Promise.all(orders.map((order) => one.reserve(order, [apples!, 2])));
  const replies = await Promise.all([
    ...orders.slice(0, 20).flatMap((order) => [one.take(order), other.take(order)]),
    ...orders.slice(20, 40).flatMap((order) => [one.release(order), other.release(order)]),
  ]);
  assert.ok(replies.every((reply) => reply.kind === 'done'));
  assert.deepEqual(await one.stockOf(apples!), { onHand: 260, reserved: 100 });
});

test('receipts that come while orders run are all counted', async () => {
  const [apples] = await one.products(0);
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => {
      const stock = index % 2 ? one : other;
      return Promise.all([stock.receive(apples!, 2), stock.reserve(newId(), [apples!, 1])]);
    }),
  );
  assert.equal((await one.stockOf(apples!)).onHand, 100);
  assert.ok(allRight(await one.audit()));
});
