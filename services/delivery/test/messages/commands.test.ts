import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { allRight, command, couriersIn, day, newDatabase, opened } from '../opened.ts';

const delivery = await opened(await newDatabase());
after(() => delivery.service.stop());
const DONE = { kind: 'done' };
const NO_COURIER = { kind: 'refused', code: 'no_courier' };
const UNDONE = { kind: 'refused', code: 'undone' };

const bookMany = (n: number, date: string | null) =>
  Promise.all(Array.from({ length: n }, () => delivery.book(newId(), date)));

test('book answers day and courier, the same however often it comes', async () => {
  const [courier] = await delivery.couriers(5);
  const order = newId();
  for (let turn = 0; turn < 3; turn += 1) {
    const date = turn === 0 ? day(3) : day(4);
    assert.deepEqual(await delivery.book(order, date), { kind: 'done', body: { date: day(3), courier } });
  }
  assert.equal((await delivery.free())[2]!.free, 4);
  assert.equal((await delivery.free())[3]!.free, 5);
});

test('the courier with the smallest share of the capacity booked gets the order', async () => {
  const [small, large] = await delivery.couriers(2, 4);
  const replies = await bookMany(7, day(1));
  assert.deepEqual(couriersIn(replies), [small, large, large, small, large, large, null]);
  assert.deepEqual(replies[6], NO_COURIER);
});

test('of couriers with equal shares the one with fewer bookings, then the smaller id gets it', async () => {
  const [a, b] = await delivery.couriers(1, 1);
  assert.deepEqual(couriersIn(await bookMany(2, day(2))), [a, b]);
});

test('without a date it is the first day with a free courier, and after the last day nobody', async () => {
  await delivery.couriers(2);
  const replies = await bookMany(30, null);
  const dates = replies.map((reply) => (reply.kind === 'done' ? reply.body!['date'] : reply));
  const expected = Array.from({ length: 28 }, (_, index) => day(1 + (index >> 1)));
  assert.deepEqual(dates, [...expected, NO_COURIER, NO_COURIER]);
});

test('a day that cannot be booked has no courier', async () => {
  await delivery.couriers(100);
  const [today] = [day(1)].map((date) => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10));
  const late = new Date(Date.parse(day(14)) + 86_400_000).toISOString().slice(0, 10);
  for (const date of [today!, late, '0001-01-01', '2020-02-29']) {
    assert.deepEqual(await delivery.book(newId(), date), NO_COURIER);
  }
  for (const none of ['2020-02-30', '0000-01-01'])
    assert.equal((await delivery.book(newId(), none)).kind, 'fault');
});

test('a refusal is remembered, also when there is a courier later', async () => {
  await delivery.couriers();
  const order = newId();
  assert.deepEqual(await delivery.book(order, null), NO_COURIER);
  await delivery.couriers(5);
  assert.deepEqual(await delivery.book(order, null), NO_COURIER);
  assert.deepEqual(await delivery.cancel(order), DONE);
  assert.deepEqual(await delivery.book(order, null), NO_COURIER);
});

test('cancel gives the place back, once, and a late copy of the book is refused', async () => {
  await delivery.couriers(3);
  const order = newId();
  await delivery.book(order, day(5));
  assert.equal((await delivery.free())[4]!.free, 2);
  for (let turn = 0; turn < 3; turn += 1) assert.deepEqual(await delivery.cancel(order), DONE);
  assert.equal((await delivery.free())[4]!.free, 3);
  assert.deepEqual(await delivery.book(order, day(5)), UNDONE);
});

test('a cancel that overtakes its book makes it be refused', async () => {
  await delivery.couriers(3);
  const order = newId();
  assert.deepEqual(await delivery.cancel(order), DONE);
  for (let turn = 0; turn < 2; turn += 1) assert.deepEqual(await delivery.book(order, day(6)), UNDONE);
  assert.equal((await delivery.free())[5]!.free, 3);
});

test('a book that comes too late is refused for ever; one that was done stays done', async () => {
  await delivery.couriers(3);
  const [late, early] = [newId(), newId()];
  const expired = { kind: 'refused', code: 'expired' };
  assert.deepEqual(await delivery.send(command('delivery.book', late, { date: null }, -1000)), expired);
  assert.deepEqual(await delivery.send(command('delivery.book', late, { date: null })), expired);
  const first = await delivery.book(early, null);
  assert.deepEqual(await delivery.send(command('delivery.book', early, { date: null }, -1000)), first);
});

test('a smaller capacity keeps what is booked and limits what comes', async () => {
  const [courier] = await delivery.couriers(3);
  const orders = [newId(), newId(), newId()];
  for (const order of orders) await delivery.book(order, day(7));
  await delivery.capacity(courier!, 1);
  assert.equal((await delivery.free())[6]!.free, 0);
  await delivery.cancel(orders[0]!);
  assert.deepEqual(await delivery.book(newId(), day(7)), NO_COURIER);
  assert.equal((await delivery.book(orders[1]!, day(7))).kind, 'done');
  await delivery.cancel(orders[1]!);
  await delivery.cancel(orders[2]!);
  assert.equal((await delivery.book(newId(), day(7))).kind, 'done');
});

test('book and cancel of one order in one batch end as if they had come one by one', async () => {
  await delivery.couriers(1);
  const [one, other] = [newId(), newId()];
  const replies = await Promise.all([
    delivery.book(one, day(8)),
    delivery.book(other, day(8)),
    delivery.cancel(one),
    delivery.book(one, day(8)),
    delivery.book(newId(), day(8)),
  ]);
  assert.deepEqual(
    replies.map((reply) => (reply.kind === 'refused' ? reply.code : reply.kind)),
    ['done', 'no_courier', 'done', 'undone', 'done'],
  );
});

test('a command that does not fit is answered as a fault and its neighbours are handled', async () => {
  await delivery.couriers(10);
  const replies = await Promise.all([
    delivery.book(newId(), day(9)),
    delivery.book('no-uuid', day(9)),
    delivery.book(newId(), 'tomorrow'),
    delivery.send(command('delivery.dance', newId())),
    delivery.book(newId(), day(9)),
  ]);
  assert.deepEqual(
    replies.map((reply) => reply.kind),
    ['done', 'fault', 'fault', 'fault', 'done'],
  );
  assert.equal((await delivery.free())[8]!.free, 8);
});

test('after all this the sums are right', async () => {
  assert.ok(allRight(await delivery.audit()));
});
