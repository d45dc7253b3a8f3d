import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { deciding, isLate, participant, type Turn } from '@sagashop/chassis/work/participant';
import { deliveryDays } from '@sagashop/kernel/clock';
import type { BodyOf, Command, Reply } from '@sagashop/saga/message';
import { book, cancel } from '../contract.ts';
import * as booking from '../domain/booking.ts';
import { Calendar } from '../domain/load.ts';
import { cancelBookings, insertBookings, lockBookings } from '../store/bookings.ts';
import { lockCouriers } from '../store/couriers.ts';
import { readDays, saveDays } from '../store/days.ts';

/**
 * Handles delivery's commands: an idempotent receiver, by the booking that an order has or a tombstone in its place. Days
 * begin at midnight in the zone.
 */
export function handleCommands(
  sql: Sql,
  zone: string,
  metrics: Metrics,
): (command: Command) => Promise<Reply> {
  return participant({
    name: 'delivery',
    sql,
    types: [book, cancel],
    metrics,
    handle: (tx, batch, turn) => handleBatch(tx, zone, batch, turn),
  });
}

/**
 * Handles commands in order of arrival in one transaction: lock, decide in memory, save. Batches of several
 * processes take turns at the couriers' lock.
 */
async function handleBatch(
  tx: Tx,
  zone: string,
  commands: readonly Command[],
  { now, last }: Turn,
): Promise<Reply[]> {
  const orderIds = [...new Set(commands.map(orderOf))].sort();
  const [bookings, couriers, days, time] = await Promise.all([
    lockBookings(tx, orderIds),
    lockCouriers(tx),
    readDays(tx, orderIds),
    now,
  ]);
  const desk = {
    bookings: new Map(bookings.map((row) => [row.orderId, row])),
    calendar: new Calendar(couriers, days),
    days: deliveryDays(zone, new Date(time)),
  };
  const replies = commands.map((command) => deciding(command, () => decide(desk, command, time)));
  last();
  await save(tx, desk);
  return replies;
}

function decide(desk: booking.Desk, command: Command, now: number): Reply {
  const orderId = orderOf(command);
  if (command.type === cancel.type) return booking.cancel(desk, orderId);
  const { date } = command.body as BodyOf<typeof book>;
  return booking.book(desk, orderId, date, isLate(command, now));
}

function orderOf(command: Command): string {
  return command.order.toLowerCase();
}

async function save(tx: Tx, { bookings, calendar }: booking.Desk): Promise<void> {
  const rows = [...bookings.values()];
  const fresh = rows.filter((row) => row.saved === null).sort((a, b) => (a.orderId < b.orderId ? -1 : 1));
  const cancelled = rows.filter((row) => row.saved === 'booked' && row.state === 'cancelled');
  const loads = calendar.changed();
  await Promise.all([
    fresh.length > 0 && insertBookings(tx, fresh),
    cancelled.length > 0 &&
      cancelBookings(
        tx,
        cancelled.map((row) => row.orderId),
      ),
    loads.length > 0 && saveDays(tx, loads),
  ]);
}
