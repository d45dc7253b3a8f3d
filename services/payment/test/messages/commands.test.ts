import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { allRight, command, laterOn, newDatabase, opened } from '../opened.ts';

const payment = await opened(await newDatabase());
after(() => payment.service.stop());
const DONE = { kind: 'done' };
const POOR = { kind: 'refused', code: 'insufficient_funds' };
const UNDONE = { kind: 'refused', code: 'undone' };
const EXPIRED = { kind: 'refused', code: 'expired' };

test('hold sets money aside and capture takes it, each once however often it comes', async () => {
  const user = await payment.customer(1000);
  const order = newId();
  for (let turn = 0; turn < 3; turn += 1) assert.deepEqual(await payment.hold(order, user, 300), DONE);
  assert.deepEqual(await payment.moneyOf(user), [700, 300, 1000]);
  await laterOn();
  for (let turn = 0; turn < 3; turn += 1) assert.deepEqual(await payment.capture(order), DONE);
  assert.deepEqual(await payment.moneyOf(user), [700, 0, 700]);
  assert.deepEqual(await payment.hold(order, user, 300), DONE);
  const { items } = await payment.entriesOf(user);
  assert.deepEqual(
    items.map((entry: { amount: { amount: number } }) => entry.amount.amount),
    [-300, 1000],
  );
});

test('release gives money back, once, and a late copy of the hold is refused', async () => {
  const user = await payment.customer(1000);
  const order = newId();
  await payment.hold(order, user, 300);
  for (let turn = 0; turn < 3; turn += 1) assert.deepEqual(await payment.release(order), DONE);
  assert.deepEqual(await payment.hold(order, user, 300), UNDONE);
  assert.deepEqual(await payment.moneyOf(user), [1000, 0, 1000]);
});

test('who has too little is refused, and refused again although they have enough by then', async () => {
  const user = await payment.customer(299);
  const order = newId();
  assert.deepEqual(await payment.hold(order, user, 300), POOR);
  await payment.deposit(user, { amount: 5000 });
  assert.deepEqual(await payment.hold(order, user, 300), POOR);
  assert.deepEqual(await payment.release(order), DONE);
  assert.deepEqual(await payment.hold(order, user, 300), POOR);
  assert.deepEqual(await payment.hold(newId(), newId(), 1), POOR);
  assert.deepEqual(await payment.moneyOf(user), [5299, 0, 5299]);
});

test('a release that overtakes its hold forbids it, and is done each time', async () => {
  const user = await payment.customer(1000);
  const order = newId();
  assert.deepEqual(await payment.release(order), DONE);
  assert.deepEqual(await payment.hold(order, user, 300), UNDONE);
  assert.deepEqual(await payment.release(order), DONE);
  assert.deepEqual(await payment.moneyOf(user), [1000, 0, 1000]);
});

test('a hold that comes after its time is refused and stays so, one that is known is not late', async () => {
  const user = await payment.customer(1000);
  const [late, known] = [newId(), newId()];
  assert.deepEqual(await payment.hold(late, user, 300, -1000), EXPIRED);
  assert.deepEqual(await payment.hold(late, user, 300), EXPIRED);
  assert.deepEqual(await payment.hold(known, user, 300), DONE);
  assert.deepEqual(await payment.hold(known, user, 300, -1000), DONE);
  assert.deepEqual(await payment.moneyOf(user), [700, 300, 1000]);
});

test('what breaks the rules is a fault and changes nothing', async () => {
  const user = await payment.customer(1000);
  const [paid, free, poor] = [newId(), newId(), newId()];
  await payment.hold(paid, user, 300);
  await payment.capture(paid);
  await payment.hold(free, user, 300);
  await payment.release(free);
  await payment.hold(poor, user, 9000);
  const breaking = [
    payment.release(paid),
    payment.capture(free),
    payment.capture(poor),
    payment.capture(newId()),
    payment.hold(paid, user, 301),
    payment.hold(paid, newId(), 300),
  ];
  for (const reply of await Promise.all(breaking)) assert.equal(reply.kind, 'fault');
  assert.deepEqual(await payment.moneyOf(user), [700, 0, 700]);
});

test('commands of one order in one batch are handled in their order of arrival', async () => {
  const user = await payment.customer(1000);
  const [bought, dropped, forbidden] = [newId(), newId(), newId()];
  const replies = await Promise.all([
    payment.hold(bought, user, 600),
    payment.hold(dropped, user, 400),
    payment.release(forbidden),
    payment.hold(newId(), user, 1),
    payment.capture(bought),
    payment.release(dropped),
    payment.hold(forbidden, user, 1),
    payment.hold(newId(), user, 400),
    payment.hold(bought.toUpperCase(), user.toUpperCase(), 600),
  ]);
  assert.deepEqual(replies, [DONE, DONE, DONE, POOR, DONE, DONE, UNDONE, DONE, DONE]);
  assert.deepEqual(await payment.moneyOf(user), [0, 400, 400]);
});

test('a free order goes through without an account', async () => {
  const [user, order] = [newId(), newId()];
  assert.deepEqual(await payment.hold(order, user, 0), DONE);
  assert.deepEqual(await payment.capture(order), DONE);
  const [fact] = (await payment.audit({ limit: 1, orders: [order] })).facts;
  assert.deepEqual([fact!.state, fact!.captured, fact!.captures], ['captured', 0, 1]);
});

test('a command that is none is a fault alone: its neighbours are handled', async () => {
  const user = await payment.customer(1000);
  const [noOrder, noBody, unknown, fine] = await Promise.all([
    payment.hold('not-a-uuid', user, 300),
    payment.send(command('payment.hold', newId(), { user, amount: -1 })),
    payment.send(command('payment.steal', newId())),
    payment.hold(newId(), user, 300),
  ]);
  assert.deepEqual([noOrder!.kind, noBody!.kind, unknown!.kind], ['fault', 'fault', 'fault']);
  assert.deepEqual(fine, DONE);
  assert.deepEqual(await payment.moneyOf(user), [700, 300, 1000]);
});

test('after all of this the sums are right', async () => {
  assert.ok(allRight(await payment.audit()));
});
