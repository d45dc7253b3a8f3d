import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import type { HistoryEvent } from '@sagashop/vocabulary/history-call';
import { history } from '../contract.ts';
import { bookingOfOrder, courierNames, movesOfOrder, type StaffMove, type Stop } from '../store/history.ts';

/** Answers who was to bring an order and when: the booking, and each move with who made it. */
export function answerHistory(sql: Sql) {
  return answers(history, async ({ order }) => {
    const [booking, moves] = await Promise.all([bookingOfOrder(sql, order), movesOfOrder(sql, order)]);
    if (!booking) return { events: [] };
    const at = booking.createdAt.toISOString();
    if (booking.state === 'refused')
      return { events: [{ at, kind: 'delivery.refused', data: { reason: booking.reason } }] };
    const names = await courierNames(sql);
    const said = ({ courierId, date }: Stop) => ({ courierId, name: names.get(courierId) ?? null, date });
    const now = { courierId: booking.courierId!, date: booking.date! };
    const { first, events } = backwards(now, moves, said);
    const cancelled = { at: booking.updatedAt.toISOString(), kind: 'delivery.cancelled', data: said(now) };
    return {
      events: [
        { at, kind: 'delivery.booked', data: said(first) },
        ...events,
        ...(booking.state === 'cancelled' ? [cancelled] : []),
      ],
    };
  });
}

/** A booking has its last courier and day; where it was before, its moves tell one after the other. */
function backwards(now: Stop, moves: readonly StaffMove[], said: (stop: Stop) => Record<string, unknown>) {
  let to = now;
  const events: HistoryEvent[] = moves.map(({ id, at, actor, before }) => {
    const was = { ...to, ...before };
    const data = { id, ...said(to), was: said(was) };
    to = was;
    return { at: at.toISOString(), kind: 'delivery.moved', by: actor, data };
  });
  return { first: to, events: events.reverse() };
}
