import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { newId } from '@sagashop/kernel/ids';
import { applyMoves } from '../../src/moving/apply-moves.ts';
import { noteMoves } from '../../src/moving/note-moves.ts';

/** A mistake of those who publish, receive or tell of moves. */
export type Mistake =
  | 'an event is lost'
  | 'what comes last counts'
  | 'told before it is noted'
  | 'told again and again';

type Event = Parameters<typeof noteMoves>[1][number];

/** An order as delivery and its customer know it. */
interface Known {
  id: string;
  status: 'pending' | 'confirmed' | 'cancelled';
  /** On which day it comes, and came at first. */
  day: string;
  agreed: string;
  /** The days that its customer was told after the confirmation, in their order. */
  told: string[];
  /** Whether nobody can know what they were told last: whoever told them heard of a failure. */
  uncertain: boolean;
  /** Whether they were told without need what they knew. */
  repeated: boolean;
}

const DAYS = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04'];
const STEPS = 24;

/** Numbers below n, the same for the same seed. */
function drawn(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    state = (state ^ (state >>> 13)) >>> 0;
    return state % n;
  };
}

/**
 * Runs a few orders through moves, confirmations and cancellations in an order that the seed draws, over a line that
 * delivers events late, twice and in disorder, to a process that dies between its steps. Answers which rule is broken when
 * all has come to its end.
 */
export async function movesWorld(sql: Sql, seed: number, mistake?: Mistake): Promise<string | undefined> {
  const below = drawn(seed);
  const orders: Known[] = [];
  for (let nth = 0; nth < 2; nth += 1) orders.push(await placed(sql, below(2) === 0));
  const outbox: Event[] = [];
  const heard = new Set<string>();
  let sequence = Date.now() * 1000;
  let arrived = Date.now() * 1000;
  let trouble = 0;

  const peers = {
    ask: async (
      _call: unknown,
      { items }: { items: { order: string; move: string; deliveryDate: string }[] },
    ) => {
      const of = ({ order }: { order: string }) => orders.find(({ id }) => id === order)!;
      if (trouble > 0) for (const item of items) of(item).uncertain = true;
      if (trouble === 1) throw new Error('notify is away');
      for (const item of items) {
        const again = heard.has(item.move);
        if (again && mistake !== 'told again and again') continue;
        heard.add(item.move);
        tell(of(item), item.deliveryDate, trouble > 0);
        if (again) of(item).repeated = true;
      }
      if (trouble === 2) throw new Error('the process died before it had its answer');
      return {};
    },
  } as unknown as Peers;

  const apply = (how: number) => {
    trouble = how;
    return applyMoves({ sql, peers, currency: 'RUB' }).catch(async () => {
      if (mistake === 'told before it is noted') await sql`update delivery_moves set done = true`;
    });
  };
  const move = (order: Known) => {
    if (order.status === 'cancelled') return;
    const date = DAYS[below(DAYS.length)]!;
    const was = { courier: newId(), date: order.day };
    sequence += 1;
    outbox.push({ move: newId(), order: order.id, courier: newId(), date, was, sequence });
    order.day = date;
  };
  const deliver = async (events: readonly Event[]) => {
    arrived += 1;
    const blind = mistake === 'what comes last counts';
    await noteMoves(sql, blind ? events.map((event) => ({ ...event, sequence: (arrived += 1) })) : events);
  };
  const step = async (order: Known) => {
    const what = below(8);
    if (what < 3) return move(order);
    if (what === 3) return apply(below(3));
    if (what === 4 && order.status !== 'cancelled')
      return settle(sql, order, below(2) === 0 ? 'confirmed' : 'cancelled');
    if (outbox.length === 0) return;
    const some = outbox.filter(() => below(2) === 0).sort(() => below(3) - 1);
    await deliver(some);
    // What was taken may come again, since whoever takes it may die before it has said so.
    if (below(3) === 0) for (const event of some) outbox.splice(outbox.indexOf(event), 1);
    if (mistake === 'an event is lost' && below(4) === 0) outbox.pop();
  };
  for (let at = 0; at < STEPS; at += 1) await step(orders[below(orders.length)]!);
  for (const order of orders) if (order.status === 'pending') await settle(sql, order, 'confirmed');
  await deliver(outbox);
  await apply(0);
  await apply(0);
  for (const order of orders) {
    const broken = await brokenRule(sql, order);
    if (broken) return broken;
  }
  return undefined;
}

async function placed(sql: Sql, pending: boolean): Promise<Known> {
  const id = newId();
  const [day] = DAYS as [string];
  await sql`
    insert into orders (id, number, user_id, status, total, language, delivery_date, idempotency_key, created_at,
      answer_status, answer)
    values (${id}, nextval('order_numbers'), ${newId()}, ${pending ? 'pending' : 'confirmed'}, 100, 'en', ${day}, ${id}, now(),
      ${pending ? null : 201}, ${pending ? null : '{}'})`;
  return {
    id,
    status: pending ? 'pending' : 'confirmed',
    day,
    agreed: day,
    told: [],
    uncertain: false,
    repeated: false,
  };
}

function tell(order: Known, day: string, uncertain: boolean): void {
  const known = order.told.at(-1) ?? order.agreed;
  if (day === known && !order.uncertain) order.repeated = true;
  order.told.push(day);
  order.uncertain = uncertain;
}

/** Its saga's pivot, or its cancellation: the order has the day that was booked at first until a move has come. */
async function settle(sql: Sql, order: Known, status: 'confirmed' | 'cancelled'): Promise<void> {
  if (order.status === status) return;
  await sql`
    update orders set status = ${status}, reason = ${status === 'cancelled' ? 'cancelled_by_shop' : null},
      answer_status = coalesce(answer_status, 201), answer = coalesce(answer, '{}')
    where id = ${order.id}`;
  order.status = status;
}

async function brokenRule(sql: Sql, order: Known): Promise<string | undefined> {
  const [row] = await sql<{ day: string }[]>`select delivery_date as day from orders where id = ${order.id}`;
  if (order.repeated) return 'a customer was told the day that they knew';
  if (order.status === 'cancelled') return undefined;
  if (row!.day !== order.day) return `the order says ${row!.day}, delivery ${order.day}`;
  const known = order.told.at(-1) ?? order.agreed;
  return known === order.day ? undefined : `the customer was told ${known}, it comes on ${order.day}`;
}
