import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { allRight, couriersIn, day, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const [one, other] = await Promise.all([opened(url), opened(url)]);
after(() => Promise.all([one.service.stop(), other.service.stop()]));

test('two services never book more than the capacity, and share the work evenly', async () => {
  const couriers = await one.couriers(30, 30, 30);
  const replies = await Promise.all(
    Array.from({ length: 200 }, (_, index) => (index % 2 ? one : other).book(newId(), day(1))),
  );
  const booked = couriersIn(replies);
  for (const courier of couriers) assert.equal(booked.filter((id) => id === courier).length, 30);
  assert.equal(booked.filter((id) => id === null).length, 110);
  assert.equal((await one.free())[0]!.free, 0);
});

test('book and cancel that meet in two services leave nothing booked', async () => {
  await one.couriers(1000);
  for (let round = 0; round < 10; round += 1) {
    const orders = Array.from({ length: 40 }, () => newId());
    const replies = await Promise.all(
      orders.flatMap((order, index) => {
        const [a, b] = index % 2 ? [one, other] : [other, one];
        return [a.book(order, day(2)), b.cancel(order), b.book(order, day(2))];
      }),
    );
    assert.ok(replies.every((reply) => reply.kind !== 'fault'));
    assert.equal((await one.free())[1]!.free, 1000);
  }
});

test('one command that comes to two services at once books once and gets one answer', async () => {
  await one.couriers(20);
  const orders = Array.from({ length: 60 }, () => newId());
  const both = await Promise.all(
    orders.map((order) => Promise.all([one.book(order, day(3)), other.book(order, day(3))])),
  );
  for (const [first, second] of both) assert.deepEqual(first, second);
  assert.equal(both.filter(([first]) => first.kind === 'done').length, 20);
});

test('a cancel that comes to two services at once gives back one place, beside other bookings', async () => {
  await one.couriers(1000);
  const orders = Array.from({ length: 90 }, () => newId());
  await Promise.all(orders.map((order) => one.book(order, day(4))));
  await Promise.all(orders.slice(0, 60).flatMap((order) => [one.cancel(order), other.cancel(order)]));
  assert.equal((await one.free())[3]!.free, 970);
});

test('couriers who come and change while orders run break nothing', async () => {
  const [courier] = await one.couriers(10);
  await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const delivery = index % 2 ? one : other;
      const order = newId();
      await Promise.all([
        delivery.book(order, null),
        index % 5 === 0 && delivery.capacity(courier!, index),
        index % 20 === 0 &&
          delivery.app.inject({
            method: 'POST',
            url: '/api/couriers',
            headers: delivery.headers,
            payload: { name: 'New', dailyCapacity: 3 },
          }),
      ]);
      if (index % 3 === 0) await delivery.cancel(order);
    }),
  );
  assert.ok(allRight(await one.audit()));
});
