import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import {
  act,
  asking,
  codeOf,
  delivered,
  failing,
  type Json,
  read,
  SEND_TO,
  shop,
  toldOf,
} from './returns-shop.ts';

/** Lets days pass until the goods of a return have to be here: as many as there are left then. */
const leave = (id: string, days: number | null) =>
  shop.behind('order', (tx) =>
    tx.unsafe(`update returns set lease_until = '-infinity',
      come_by = ${days === null ? 'null' : `current_date + ${days}`} where id = '${id}'`),
  );

/** What is approved and has still to come. */
export function terms(): void {
  test('goods that do not come are reminded of once, and then the return ends: its pieces and its customer are free', async () => {
    const leaver = await shop.customer(1000);
    const order = await delivered(1, leaver);
    const { id } = await shop.must(201, asking(order, 1, {}, leaver.token));
    const approved = await shop.must(201, act(id, 'approval'));
    assert.equal(approved.sendTo, SEND_TO);
    const now = async (): Promise<Json> => shop.must(200, leaver.get(`/api/returns/${id}`));
    const { comeBy } = await now();
    assert.equal(Date.parse(comeBy) - Date.parse(comeBy.slice(0, 10)), 0);
    const { items } = await shop.must(200, leaver.get(`/api/messages?orderId=${order.id}`));
    const { about, message } = items.find(({ kind }: Json) => kind === 'return_approved');
    assert.deepEqual([about.sendTo, about.comeBy], [SEND_TO, comeBy]);
    assert.match(message, new RegExp(SEND_TO));
    const leaving = () =>
      shop.ask('DELETE', '/api/users/me', { as: leaver.token, body: { currentPassword: 'not-used-here-1' } });
    assert.deepEqual(await codeOf(leaving()), [409, 'orders_in_flight']);
    await leave(id, 3);
    await until(async () => (await toldOf(order.id, leaver.token)).includes('return_reminded'));
    await leave(id, -2);
    await until(async () => (await now()).state === 'refused');
    await shop.settled();
    const ended = await now();
    assert.deepEqual([ended.expired, ended.sendTo, ended.answer], [true, undefined, undefined]);
    assert.deepEqual(await toldOf(order.id, leaver.token), [
      ...['return_approved', 'return_asked', 'return_expired', 'return_reminded'],
    ]);
    assert.deepEqual(await codeOf(leaving()), [409, 'money_left'], 'no return holds them any more');
    assert.deepEqual(
      await codeOf(act(id, 'receipt', { lines: [{ lineId: order.line, received: 1, resellable: 1 }] })),
      [...[409, 'not_approved']],
    );
    assert.deepEqual(await failing(), []);
    // It comes after all: staff take it back, however late.
    await shop.behind('order', (tx) =>
      tx.unsafe(
        `update shipment_acts set received_at = now() - interval '90 days' where shipment = '${order.parcel}'`,
      ),
    );
    assert.deepEqual(await codeOf(asking(order, 1, {}, leaver.token)), [409, 'return_too_late']);
    await shop.must(201, asking(order, 1, {}, shop.admin));
  });

  test('a return that a release before has approved gets its day', async () => {
    const order = await delivered(1);
    const { id } = await shop.must(201, asking(order));
    await shop.must(201, act(id, 'approval'));
    await leave(id, null);
    await until(async () => (await read(order.id)).returns[0].comeBy !== undefined);
  });
}
