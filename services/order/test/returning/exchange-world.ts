import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { orderService, participants, tea } from '../order-world.ts';

export type Json = ReturnType<typeof JSON.parse>;

/** A process whose questions after prices can be held back: until `answer` says what is for sale. */
function heldWorld() {
  const world = participants();
  const { ask } = world.peers;
  let gate: Promise<unknown> | undefined;
  let open: (() => void) | undefined;
  let asked = 0;
  world.peers.ask = (async (call: { name: string }, question: unknown) => {
    if (call.name === 'prices' && gate) {
      asked += 1;
      await gate;
    }
    return ask!(call as never, question as never);
  }) as never;
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    [gate, open, asked] = [promise, resolve, 0];
    return {
      asked: () => asked,
      answer: (...goods: (typeof tea)[]) => {
        world.goods.splice(0, Infinity, ...goods);
        gate = undefined;
        resolve();
      },
    };
  };
  return { ...world, hold, release: () => open?.() };
}

/** Two processes with one database, in which customers send back what was delivered and want something else. */
export async function exchangeWorld() {
  const worlds = [heldWorld(), heldWorld()] as const;
  // Before the services stop, which wait for what they have asked.
  after(() => {
    for (const { release } of worlds) release();
  });
  const first = await orderService(worlds[0]);
  const second = await orderService(worlds[1], first.url);
  const sql = connect(first.url, { name: 'test', max: 1 });
  after(() => sql.end());
  const clerk = as(randomUUID(), { roles: ['clerk'] });
  const post = async (url: string, payload: object, who = clerk): Promise<Json> => {
    const headers = { ...who, 'idempotency-key': randomUUID() };
    return (await first.app.inject({ method: 'POST', url, headers, payload })).json();
  };
  const until = async (met: () => Promise<boolean> | boolean) => {
    const end = Date.now() + 30_000;
    while (!(await met())) {
      assert.ok(Date.now() < end, 'it did not happen in time');
      await sleep(10);
    }
  };
  /** An order of two pieces of tea that was delivered. */
  const delivered = async (customer: Record<string, string>) => {
    const lines = [{ productId: tea.id, quantity: 2 }];
    const order = await post('/api/orders', { lines }, customer);
    const parcel = await post(`/api/orders/${order.id}/shipments`, {});
    for (const act of ['handover', 'delivery']) await post(`/api/shipments/${parcel.id}/${act}`, {});
    return order;
  };
  const asking = (order: Json, more: object, who: Record<string, string>) =>
    post(
      `/api/orders/${order.id}/returns`,
      { lines: [{ lineId: order.lines[0].id, quantity: 2 }], reason: 'Chipped', ...more },
      who,
    );
  /** Has what was asked for come back, and be paid back. */
  const receive = async (order: Json, id: string) => {
    await post(`/api/returns/${id}/approval`, {});
    const lines = [{ lineId: order.lines[0].id, received: 2, resellable: 2 }];
    assert.equal((await post(`/api/returns/${id}/receipt`, { lines })).state, 'settled');
  };
  /** What the exchange of a return has come to, once it has. */
  const outcome = async (id: string) => {
    const read = async () => (await sql`select exchanged, not_exchanged from returns where id = ${id}`)[0]!;
    await until(async () => (await read())['exchanged'] !== 'waiting');
    const orders = await sql`
      select o.id, status, total::int from exchanges as e join orders as o on o.id = e.order_id where return_id = ${id}`;
    const { exchanged, notExchanged } = (await read()) as Record<string, string>;
    return { exchanged, reason: notExchanged, orders: [...orders] as Json[] };
  };
  return { worlds, first, second, sql, post, until, delivered, asking, receive, outcome };
}
