import type { Sql } from '@sagashop/chassis/postgres/sql';
import { firstIdAt, newId } from '@sagashop/kernel/ids';
import { encodeState } from '@sagashop/saga/encode';
import { initialState } from '@sagashop/saga/state';
import type { ListRow } from '../../src/domain/list-row.ts';
import type { Status } from '../../src/domain/order.ts';

/** An order as the list shall know it. */
export type MadeOrder = ListRow & { number: number; placed: number };

const START = Date.parse('2026-01-01T00:00:00Z');
const MINUTE = 60_000;
const NAMES = ['Anna Smirnova', 'Pyotr Ёлкин', 'Anna-Maria O’Hara', 'Боб Smith'];

/** Always the same numbers for the same seed, from 0 to below `most`. */
export function dice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const ids = (count: number, at: number) => Array.from({ length: count }, () => newId(at));
export const COURIERS = ids(4, START);
export const PRODUCTS = ids(30, START);
export const USERS = ids(20, START);

/** Orders a minute apart, of which the older ones are delivered by couriers who have left since. */
export function makeOrders(count: number, seed = 1): MadeOrder[] {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, at) => {
    const placed = START + at * MINUTE;
    const old = at < count * 0.6;
    const cancelled = roll(10) === 0;
    const status: Status = cancelled
      ? 'cancelled'
      : old
        ? 'delivered'
        : roll(400) === 0
          ? 'pending'
          : 'confirmed';
    const user = roll(20);
    const going = status !== 'cancelled' && status !== 'pending';
    return {
      id: newId(placed),
      number: 100_001 + at,
      placed,
      userId: USERS[user]!,
      status,
      reason: cancelled ? (roll(30) === 0 ? 'no_courier' : 'out_of_stock') : null,
      money: going ? 'paid' : status === 'pending' ? 'held' : 'none',
      goods: 'none',
      total: 100 * (1 + roll(500)),
      deliveryDate:
        status === 'pending'
          ? null
          : new Date(placed + 86_400_000 * (1 + roll(3))).toISOString().slice(0, 10),
      courierId: going ? COURIERS[(old ? 0 : 2) + roll(2)]! : null,
      products: [...new Set([PRODUCTS[roll(30)]!, PRODUCTS[roll(roll(30) + 1)]!])],
      recipient:
        user === 19
          ? null
          : {
              name: NAMES[roll(4)]!,
              email: `user${user}@example.test`,
              phone: roll(2) ? `+7900555${1000 + user}` : null,
            },
    };
  });
}

/** Writes orders as the shop would have, with sagas that have ended. */
export async function writeOrders(sql: Sql, orders: readonly MadeOrder[]): Promise<void> {
  for (const order of orders) {
    const { id, userId, status, reason, total, deliveryDate, recipient } = order;
    const answer = status === 'pending' ? null : '{}';
    await sql`insert into orders (id, number, user_id, status, reason, total, language, delivery_date,
        idempotency_key, created_at, answer_status, answer)
      values (${id}, ${order.number}, ${userId}, ${status}, ${reason}, ${total}, 'en', ${deliveryDate}, ${id},
        ${new Date(order.placed)}, ${answer && (status === 'cancelled' ? 409 : 201)}, ${answer})`;
    for (const [line, product] of order.products.entries())
      await sql`insert into order_lines values (${id}, ${line}, ${product}, 'Thing', 1, ${line === 0 ? total : 0})`;
    const who = recipient ?? { name: '', email: '', phone: null };
    await sql`insert into recipients (order_id, name, email, phone) values (${id}, ${who.name}, ${who.email}, ${who.phone})`;
    await sql`insert into sagas (order_id, id, definition, definition_version, state, outcome, data, deadline, ended_at)
      values (${id}, ${firstIdAt(order.placed)}, 'place-order', 1, 'ended', 'completed', ${sagaOf(order)}, now(), now())`;
  }
}

function sagaOf({ courierId: courier, placed }: MadeOrder): string {
  const at = new Date(placed).toISOString();
  const body = { date: '2026-01-01', courier };
  const step = {
    name: 'book a courier',
    phase: 'do',
    status: 'done',
    attempts: 1,
    startedAt: at,
    endedAt: at,
  } as const;
  const steps = courier === null ? [] : [{ ...step, reply: { kind: 'done' as const, body } }];
  return encodeState({ ...initialState({}), steps, ended: 'completed' });
}
