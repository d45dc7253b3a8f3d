import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import type { Reply } from '@sagashop/saga/message';
import { allRight, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const [here, there] = await Promise.all([opened(url), opened(url)]);
after(() => Promise.all([here.service.stop(), there.service.stop()]));
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));
/** How many replies there are of each kind, refusals by their code. */
function tally(replies: Reply[]): Record<string, number> {
  const names = Object.groupBy(replies, (reply) => (reply.kind === 'refused' ? reply.code : reply.kind));
  return Object.fromEntries(Object.entries(names).map(([name, group]) => [name, group!.length]));
}

test('a hold and its release at the same time, in two processes, leave nothing held', async () => {
  const users = await Promise.all(many(5, () => here.customer(1_000_000)));
  for (let round = 0; round < 20; round += 1) {
    const orders = many(40, () => newId());
    const replies = await Promise.all(
      orders.flatMap((order, index) => {
        const [first, second] = index % 2 ? [here, there] : [there, here];
        const user = users[index % users.length]!;
        return [first.hold(order, user, 100), second.release(order), first.release(order)];
      }),
    );
    for (const reply of replies) assert.notEqual(reply.kind, 'fault');
  }
  for (const user of users) assert.deepEqual(await here.moneyOf(user), [1_000_000, 0, 1_000_000]);
  assert.ok(allRight(await here.audit()));
});

test('one hold sent to two processes at once is one hold', async () => {
  const user = await here.customer(1000);
  const orders = many(10, () => newId());
  const replies = await Promise.all(
    orders.flatMap((order) => [here.hold(order, user, 100), there.hold(order, user, 100)]),
  );
  assert.deepEqual(tally(replies), { done: 20 });
  assert.deepEqual(await here.moneyOf(user), [0, 1000, 1000]);
  const paid = orders.flatMap((order) => [here.capture(order), there.capture(order)]);
  assert.deepEqual(tally(await Promise.all(paid)), { done: 20 });
  assert.deepEqual(await here.moneyOf(user), [0, 0, 0]);
});

test('two processes never spend more than there is', async () => {
  const users = await Promise.all(many(4, () => here.customer(1000)));
  const replies = await Promise.all(
    many(400, (index) =>
      (index % 2 ? here : there).hold(newId(), users[Math.floor(index / 2) % users.length]!, 30),
    ),
  );
  assert.deepEqual(tally(replies), { done: 4 * 33, insufficient_funds: 400 - 4 * 33 });
  for (const user of users) assert.deepEqual(await here.moneyOf(user), [10, 990, 1000]);
});

test('orders and deposits of one customer at once all count', async () => {
  const user = await here.customer(100_000);
  await Promise.all(
    many(60, async (index) => {
      const service = index % 2 ? here : there;
      if (index % 3 === 0) return service.deposit(user, { amount: 1000 });
      const order = newId();
      await service.hold(order, user, 500);
      return service.capture(order);
    }),
  );
  assert.deepEqual(await here.moneyOf(user), [100_000, 0, 100_000]);
  assert.ok(allRight(await here.audit()));
});
