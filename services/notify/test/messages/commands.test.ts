import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { laterOn, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const [notify, other] = await Promise.all([opened(url), opened(url)]);
after(() => Promise.all([notify.service.stop(), other.service.stop()]));
const DONE = { kind: 'done' };

test('a customer is told once however often the command comes, to whichever process', async () => {
  const user = newId();
  const orders = Array.from({ length: 30 }, () => newId());
  const copies = orders.flatMap((order) =>
    [notify, other, notify].map((service) => service.tell(order, user)),
  );
  for (const reply of await Promise.all(copies)) assert.deepEqual(reply, DONE);
  assert.deepEqual(await notify.tell(orders[0]!, user, { total: 1 }), DONE);
  const { items } = await notify.list(as(user), '?limit=100');
  assert.equal(items.length, 30);
  for (const item of items) assert.match(item.message, /RUB.1,299\.00/);
});

test('an order that is confirmed and cancelled later has one message of each, however often it is told', async () => {
  const [order, user] = [newId(), newId()];
  await notify.tell(order, user);
  await laterOn();
  const why = { reason: 'cancelled_by_customer', language: 'ru' };
  for (const service of [notify, other, notify]) {
    assert.deepEqual(await service.tellRefund(order, user, why), DONE);
    assert.deepEqual(await service.tell(order, user), DONE);
  }
  const { items } = await notify.list(as(user));
  assert.equal(items.length, 2);
  assert.match(items[0].message, /отменён: вы его отменили.*вернули 1.299,00/);
  assert.match(items[1].message, /is confirmed/);
  assert.deepEqual(
    items.map((item: { kind: string; about: { reason?: string } }) => [item.kind, item.about.reason]),
    [
      ['refunded', 'cancelled_by_customer'],
      ['confirmed', undefined],
    ],
  );
  const [fact] = (await notify.audit({ limit: 1, orders: [order] })).facts;
  assert.deepEqual(
    { ...fact },
    {
      order,
      messages: 2,
      confirmations: 1,
      cancellations: 1,
      refunds: 0,
      moves: 0,
      parts: 0,
      parcels: 0,
      returns: 0,
      withdrawals: 0,
    },
  );
});

test('money that goes back while its order stands is told once for each cause', async () => {
  const [order, user] = [newId(), newId()];
  await notify.tell(order, user);
  const causes = [newId(), newId()];
  for (const service of [notify, other]) {
    for (const [at, cause] of causes.entries())
      assert.deepEqual(await service.tellRefundPart(order, user, { cause, amount: 100 + at }), DONE);
  }
  const { items } = await notify.list(as(user));
  const told = items.filter(({ kind }: { kind: string }) => kind === 'refund');
  assert.deepEqual(
    told.map((item: { about: { amount: { amount: number } } }) => item.about.amount.amount).sort(),
    [100, 101],
  );
  assert.match(told[0].message, /put RUB\W1\.0[01] from your order 1042 back/);
  const [fact] = (await notify.audit({ limit: 1, orders: [order] })).facts;
  assert.deepEqual(
    { ...fact },
    {
      order,
      messages: 3,
      confirmations: 1,
      cancellations: 0,
      refunds: 2,
      moves: 0,
      parts: 0,
      parcels: 0,
      returns: 0,
      withdrawals: 0,
    },
  );
});

test('another day of delivery is told once for each move, in the language of the order', async () => {
  const [order, user, move] = [newId(), newId(), newId()];
  const about = { user, language: 'ru', number: '1042', total: 100, currency: 'RUB' };
  const items = [{ order, move, ...about, deliveryDate: '2026-06-12' }];
  for (const one of [notify, other, notify]) await one.service.calls['tell-moves']!({ items } as never);
  await notify.service.calls['tell-moves']!({ items: [{ ...items[0], move: newId() }] } as never);
  const { items: told } = await notify.list(as(user));
  assert.equal(told.length, 2);
  assert.match(told[0].message, /^День доставки заказа 1042 изменился: пятница, 12 июня/);
  assert.deepEqual([told[0].kind, told[0].about.deliveryDate], ['moved', '2026-06-12']);
});

test('a command that is none is a fault alone: its neighbours are handled', async () => {
  const user = newId();
  const replies = await Promise.all([
    notify.tell('not-a-uuid', user),
    notify.tell(newId(), user, { currency: 'no currency' }),
    notify.tell(newId(), user, { language: 'fr' }),
    notify.tell(newId(), user, { number: '"quoted" \\ {1,2}' }),
  ]);
  assert.deepEqual(
    replies.map((reply) => reply.kind),
    ['fault', 'fault', 'fault', 'done'],
  );
  const { items } = await notify.list(as(user));
  assert.equal(items.length, 1);
  assert.ok(items[0].message.includes('"quoted" \\ {1,2}'));
});
