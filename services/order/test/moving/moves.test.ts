import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Peers } from '@sagashop/chassis/service/calls';
import { testDatabase } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { applyMoves } from '../../src/moving/apply-moves.ts';
import { noteMoves } from '../../src/moving/note-moves.ts';

const url = await testDatabase('order', new URL('../../migrations/', import.meta.url));
const sql = connect(url, { name: 'test', max: 3 });
after(() => sql.end());

const told: { order: string; move: string; deliveryDate: string }[] = [];
let away = false;
const peers = {
  ask: async (_call: unknown, { items }: { items: typeof told }) => {
    if (away) throw new Error('notify is away');
    told.push(...items);
    return {};
  },
} as unknown as Peers;
const apply = () => applyMoves({ sql, peers, currency: 'RUB' });

async function order(status: string) {
  const id = newId();
  await sql`
    insert into orders (id, number, user_id, status, reason, total, language, delivery_date, idempotency_key,
      created_at, answer_status, answer)
    values (${id}, nextval('order_numbers'), ${newId()}, ${status}, ${status === 'cancelled' ? 'timed_out' : null},
      100, 'en', '2026-06-01', ${id},
      now(), ${status === 'pending' ? null : 201}, ${status === 'pending' ? null : '{}'})`;
  return id;
}
const event = (order: string, date: string, sequence: number, was = '2026-06-01') => ({
  ...{ move: newId(), order, courier: newId(), date, sequence },
  was: { courier: newId(), date: was },
});
const dayOf = async (id: string) =>
  (await sql<{ deliveryDate: string }[]>`select delivery_date from orders where id = ${id}`)[0]!.deliveryDate;
const of = (id: string) => told.filter((one) => one.order === id).map(({ deliveryDate }) => deliveryDate);

test('of moves that come late or twice the last one counts', async () => {
  const id = await order('confirmed');
  const [first, last] = [event(id, '2026-06-02', 5), event(id, '2026-06-03', 9, '2026-06-02')];
  await noteMoves(sql, [last, first]);
  await apply();
  await noteMoves(sql, [first]);
  await noteMoves(sql, [last]);
  await apply();
  assert.deepEqual([await dayOf(id), of(id)], ['2026-06-03', ['2026-06-03']]);
});

test('a pending order’s move waits until it is confirmed; a cancelled one’s is dropped', async () => {
  const [pending, cancelled] = [await order('pending'), await order('cancelled')];
  await noteMoves(sql, [event(pending, '2026-06-04', 10), event(cancelled, '2026-06-04', 11)]);
  await apply();
  assert.deepEqual([of(pending), of(cancelled)], [[], []]);
  await sql`update orders 
    set status = 'confirmed', delivery_date = '2026-06-01', answer_status = 201, answer = '{}' where id = ${pending}`;
  await apply();
  await apply();
  assert.deepEqual([await dayOf(pending), of(pending), of(cancelled)], ['2026-06-04', ['2026-06-04'], []]);
  assert.equal(await dayOf(cancelled), '2026-06-01');
});

test('while notify is away the day is right at once, and the customer is told later', async () => {
  const id = await order('confirmed');
  await noteMoves(sql, [event(id, '2026-06-05', 12)]);
  away = true;
  await assert.rejects(apply());
  assert.deepEqual([await dayOf(id), of(id)], ['2026-06-05', []]);
  away = false;
  await apply();
  assert.deepEqual(of(id), ['2026-06-05']);
});

test('who is moved there and back before they were told is told nothing', async () => {
  const id = await order('confirmed');
  await noteMoves(sql, [event(id, '2026-06-06', 13)]);
  await noteMoves(sql, [event(id, '2026-06-01', 14, '2026-06-06')]);
  await apply();
  assert.deepEqual([await dayOf(id), of(id)], ['2026-06-01', []]);
});
