import type { Db, Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import type { OutboxRelay } from '@sagashop/outbox/outbox-relay';
import type { Static } from 'typebox';
import { auditDelivery, recordDelivery } from '../contract.ts';
import { untoldMoves } from '../store/add-move.ts';
import { bookingsBeyondCapacity, type Found, miscountedDays } from '../store/audit.ts';
import { bookingsOf, pageOfBookings } from '../store/bookings.ts';
import { loggedMoves } from '../store/logged-moves.ts';
import { shipmentsOf } from '../store/shipments.ts';

type Question = Static<typeof auditDelivery.question>;
type Answer = Static<typeof auditDelivery.answer>;

/** Answers the audit, and whoever looks at an order: facts of orders, sorted by order, and on demand the service's own sums. */
export function answerAudit(sql: Sql, outbox: OutboxRelay['check']) {
  return {
    ...answers(auditDelivery, (question) => answer(sql, question, outbox)),
    ...answers(recordDelivery, ({ orders }) => answer(sql, { orders, limit: orders.length })),
  };
}

async function answer(db: Db, question: Question, outbox?: OutboxRelay['check']): Promise<Answer> {
  const { orders, after, since, limit } = question;
  const [checks, bookings] = await Promise.all([
    question.checks ? ownChecks(db, question, outbox) : [],
    orders
      ? bookingsOf(db, orders, limit)
      : pageOfBookings(db, { ...(after && { after }), ...(since && { since }), limit }),
  ]);
  // After the bookings: what order has been told of a booking in between, it says itself.
  const untold = bookings.length > 0 ? await untoldMoves(db) : new Set();
  const parcels = Map.groupBy(
    await shipmentsOf(
      db,
      bookings.map(({ orderId }) => orderId),
    ),
    ({ orderId }) => orderId,
  );
  const facts = bookings.map(({ orderId, state, courierId, date }) => ({
    ...{ order: orderId, state, courier: courierId, date },
    ...(parcels.has(orderId) && {
      shipments: parcels.get(orderId)!.map(({ id, state: now, nth }) => ({ id, state: now, nth })),
    }),
    ...(untold.has(orderId) && { telling: true }),
  }));
  return { checks, facts };
}

/** Days are counted over all orders, and moves are compared with all entries: with `since` they are left out. */
async function ownChecks(
  db: Db,
  question: Question,
  outbox?: OutboxRelay['check'],
): Promise<Answer['checks']> {
  const whole = question.since === undefined;
  const [beyond, days, logged] = await Promise.all([
    bookingsBeyondCapacity(db, question),
    whole ? miscountedDays(db) : undefined,
    whole ? loggedMoves(db) : [],
  ]);
  const check = (name: string, { checked, failures }: Found) => ({ name, checked, failures: failures ?? [] });
  return [
    ...(days ? [check("delivery: a courier's day counts its bookings", days)] : []),
    check('delivery: bookings within the capacity at booking time', beyond),
    ...logged,
    ...(whole && outbox ? [await outbox()] : []),
  ];
}
