import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import type { Reply } from '@sagashop/saga/message';
import { allRight, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const [here, there] = await Promise.all([opened(url), opened(url)]);
after(() => Promise.all([here.service.stop(), there.service.stop()]));
const DONE: Reply = { kind: 'done' };
const TOO_MUCH: Reply = { kind: 'refused', code: 'more_than_captured' };

/** A customer with 1000, and an order of theirs that has paid 300. */
async function paid() {
  const [user, order] = [await here.customer(1000), newId()];
  await here.hold(order, user, 300);
  await here.capture(order);
  return { user, order };
}

const factOf = async (order: string) => (await here.audit({ limit: 1, orders: [order] })).facts[0]!;

test('a payment goes back in parts, each once for its cause, and never more than was captured', async () => {
  const { user, order } = await paid();
  const [first, second] = [newId(), newId()];
  for (const service of [here, there, here])
    assert.deepEqual(await service.refund(order, { cause: first, amount: 120 }), DONE);
  assert.deepEqual(await here.moneyOf(user), [820, 0, 820]);
  assert.deepEqual(await here.refund(order, { cause: second, amount: 181 }), TOO_MUCH);
  assert.equal((await here.refund(order, { cause: first, amount: 121 })).kind, 'fault');
  assert.equal((await here.refund(order, { cause: second })).kind, 'fault');
  assert.deepEqual(await here.refund(order, { cause: second, amount: 180 }), DONE);
  assert.deepEqual(await here.refund(order, { cause: newId(), amount: 1 }), TOO_MUCH);
  const { state, refunded, causes } = await factOf(order);
  assert.deepEqual([state, refunded], ['captured', 300]);
  assert.deepEqual(causes, [
    { cause: first, amount: 120 },
    { cause: second, amount: 180 },
  ]);
  assert.deepEqual(await here.moneyOf(user), [1000, 0, 1000]);
});

test('an order that is taken back as a whole gives back what is left, and nothing after it', async () => {
  const { user, order } = await paid();
  const cause = newId();
  await here.refund(order, { cause, amount: 120 });
  for (const service of [here, there]) assert.deepEqual(await service.refund(order), DONE);
  assert.deepEqual(await here.moneyOf(user), [1000, 0, 1000]);
  assert.deepEqual(await here.refund(order, { cause, amount: 120 }), DONE, 'it has been done');
  assert.deepEqual(await here.refund(order, { cause: newId(), amount: 1 }), TOO_MUCH);
  const { state, causes } = await factOf(order);
  assert.equal(state, 'refunded');
  assert.deepEqual(
    causes?.map(({ amount }) => amount),
    [120, 180],
  );

  const all = await paid();
  await here.refund(all.order, { cause, amount: 300 });
  assert.deepEqual(await here.refund(all.order), DONE);
  const fact = await factOf(all.order);
  assert.deepEqual([fact.state, fact.refunds], ['refunded', 1], 'nothing was left to write about');
});

test('a part that goes back before its capture has come captures it, and the capture finds it done', async () => {
  const [user, order] = [await here.customer(1000), newId()];
  const part = { cause: newId(), amount: 100 };
  await here.hold(order, user, 300);
  assert.deepEqual(await here.refund(order, part), DONE);
  assert.deepEqual(await here.capture(order), DONE);
  assert.deepEqual(await here.moneyOf(user), [800, 0, 800]);
  const [batch, other] = [newId(), newId()];
  const replies = [
    here.hold(batch, user, 300),
    here.refund(batch, part),
    here.refund(batch, { cause: other, amount: 201 }),
    here.capture(batch),
    here.refund(batch),
  ];
  assert.deepEqual(await Promise.all(replies), [DONE, DONE, TOO_MUCH, DONE, DONE]);
  assert.deepEqual(await here.moneyOf(user), [800, 0, 800]);
  for (const none of [newId(), await released()]) assert.equal((await here.refund(none, part)).kind, 'fault');
});

async function released() {
  const order = newId();
  await here.release(order);
  return order;
}

test('two processes give back the last kopeck once, against a cancellation too', async () => {
  for (let round = 0; round < 12; round += 1) {
    const { user, order } = await paid();
    await here.refund(order, { cause: newId(), amount: 299 });
    const last = () => ({ cause: newId(), amount: 1 });
    const replies = await Promise.all([
      here.refund(order, last()),
      there.refund(order, last()),
      ...(round % 2 ? [there.refund(order)] : []),
    ]);
    assert.ok(replies.every(({ kind }) => kind !== 'fault'));
    const done = replies.slice(0, 2).filter(({ kind }) => kind === 'done').length;
    assert.ok(round % 2 ? done <= 1 : done === 1, `${done} in round ${round}`);
    assert.deepEqual(await here.moneyOf(user), [1000, 0, 1000]);
  }
  assert.ok(allRight(await here.audit()));
});
