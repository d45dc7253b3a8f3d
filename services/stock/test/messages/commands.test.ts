import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { allRight, command, newDatabase, opened } from '../opened.ts';

const stock = await opened(await newDatabase());
after(() => stock.service.stop());
const DONE = { kind: 'done' };
const UNDONE = { kind: 'refused', code: 'undone' };

test('reserve sets goods aside and take removes them, each once however often it comes', async () => {
  const [apples, pears] = await stock.products(10, 10);
  const order = newId();
  for (let turn = 0; turn < 3; turn += 1)
    assert.deepEqual(await stock.reserve(order, [apples!, 3], [pears!, 2]), DONE);
  assert.deepEqual(await stock.stockOf(apples!), { onHand: 10, reserved: 3 });
  for (let turn = 0; turn < 3; turn += 1) assert.deepEqual(await stock.take(order), DONE);
  assert.deepEqual(await stock.stockOf(apples!), { onHand: 7, reserved: 0 });
  assert.deepEqual(await stock.stockOf(pears!), { onHand: 8, reserved: 0 });
  assert.deepEqual(await stock.reserve(order, [apples!, 3]), DONE);
  assert.deepEqual(await stock.stockOf(apples!), { onHand: 7, reserved: 0 });
});

test('an order gets all its lines or none, and is told of which products how many are there, again and again', async () => {
  const [apples, pears] = await stock.products(5, 1);
  const unknown = newId();
  const order = newId();
  const shortages = [
    { productId: pears, requested: 2, available: 1 },
    { productId: unknown, requested: 1, available: 0 },
  ];
  const detail = { products: [pears, unknown], shortages };
  const refusal = { kind: 'refused', code: 'out_of_stock', detail };
  assert.deepEqual(await stock.reserve(order, [apples!, 5], [pears!, 2], [unknown, 1]), refusal);
  assert.deepEqual(await stock.stockOf(apples!), { onHand: 5, reserved: 0 });
  await stock.receive(pears!, 100);
  assert.deepEqual(await stock.reserve(order, [apples!, 5], [pears!, 2], [unknown, 1]), refusal);
  assert.deepEqual(await stock.release(order), DONE);
  assert.deepEqual(await stock.reserve(order, [apples!, 5]), refusal);
});

test('several lines of one product are one line with their sum, in whatever case they are written', async () => {
  const [apples] = await stock.products(5);
  const order = newId();
  assert.equal((await stock.reserve(newId(), [apples!, 3], [apples!.toUpperCase(), 3])).kind, 'refused');
  assert.deepEqual(await stock.reserve(order.toUpperCase(), [apples!, 2], [apples!.toUpperCase(), 3]), DONE);
  assert.deepEqual(await stock.take(order), DONE);
  assert.deepEqual(await stock.stockOf(apples!), { onHand: 0, reserved: 0 });
});

test('release gives back what is reserved, once, and a late copy of the reserve is refused', async () => {
  const [apples] = await stock.products(5);
  const order = newId();
  await stock.reserve(order, [apples!, 5]);
  for (let turn = 0; turn < 3; turn += 1) assert.deepEqual(await stock.release(order), DONE);
  assert.deepEqual(await stock.stockOf(apples!), { onHand: 5, reserved: 0 });
  assert.deepEqual(await stock.reserve(order, [apples!, 5]), UNDONE);
});

test('a release that overtakes its reserve makes it be refused', async () => {
  const [apples] = await stock.products(5);
  const order = newId();
  assert.deepEqual(await stock.release(order), DONE);
  assert.deepEqual(await stock.reserve(order, [apples!, 1]), UNDONE);
  assert.deepEqual(await stock.reserve(order, [apples!, 1]), UNDONE);
  assert.deepEqual(await stock.stockOf(apples!), { onHand: 5, reserved: 0 });
});

test('a reserve that comes too late is refused for ever; one that was done stays done', async () => {
  const [apples] = await stock.products(5);
  const expired = { kind: 'refused', code: 'expired' };
  const [late, early] = [newId(), newId()];
  const body = { lines: [{ product: apples!, quantity: 1 }] };
  assert.deepEqual(await stock.send(command('stock.reserve', late, body, -1000)), expired);
  assert.deepEqual(await stock.send(command('stock.reserve', late, body)), expired);
  assert.deepEqual(await stock.send(command('stock.reserve', early, body)), DONE);
  assert.deepEqual(await stock.send(command('stock.reserve', early, body, -1000)), DONE);
});

test('taking what is not reserved and releasing what is taken are faults that change nothing', async () => {
  const [apples] = await stock.products(5);
  const [taken, released] = [newId(), newId()];
  await stock.reserve(taken, [apples!, 2]);
  await stock.take(taken);
  await stock.reserve(released, [apples!, 1]);
  await stock.release(released);
  assert.equal((await stock.release(taken)).kind, 'fault');
  assert.equal((await stock.take(released)).kind, 'fault');
  assert.equal((await stock.take(newId())).kind, 'fault');
  assert.deepEqual(await stock.stockOf(apples!), { onHand: 3, reserved: 0 });
});

test('a command that does not fit is answered as a fault and its neighbours are handled', async () => {
  const [apples] = await stock.products(5);
  const replies = await Promise.all([
    stock.reserve(newId(), [apples!, 1]),
    stock.reserve('no-uuid', [apples!, 1]),
    stock.reserve(newId(), [apples!, 0]),
    stock.send({ ...command('stock.take', newId()), version: 2 }),
    stock.send(command('stock.dance', newId())),
    stock.reserve(newId(), [apples!, 1]),
  ]);
  assert.deepEqual(
    replies.map((reply) => reply.kind),
    ['done', 'fault', 'fault', 'fault', 'fault', 'done'],
  );
  assert.deepEqual(await stock.stockOf(apples!), { onHand: 5, reserved: 2 });
});

test('of many orders for a hot product as many succeed as there are pieces, in order of arrival', async () => {
  const [hot] = await stock.products(50);
  const orders = Array.from({ length: 300 }, () => newId());
  const replies = await Promise.all(orders.map((order) => stock.reserve(order, [hot!, 1])));
  assert.deepEqual(
    replies.map((reply) => reply.kind),
    orders.map((_, index) => (index < 50 ? 'done' : 'refused')),
  );
  assert.deepEqual(await stock.stockOf(hot!), { onHand: 50, reserved: 50 });
});

test('reserve, take and release of one order in one batch end as if they had come one by one', async () => {
  const [apples] = await stock.products(9);
  const [taken, released] = [newId(), newId()];
  const replies = await Promise.all([
    stock.reserve(taken, [apples!, 1]),
    stock.take(taken),
    stock.reserve(released, [apples!, 2]),
    stock.release(released),
    stock.reserve(released, [apples!, 2]),
  ]);
  assert.deepEqual(replies, [DONE, DONE, DONE, DONE, UNDONE]);
  assert.deepEqual(await stock.stockOf(apples!), { onHand: 8, reserved: 0 });
});

test('after all this the sums are right', async () => {
  assert.ok(allRight(await stock.audit()));
});
