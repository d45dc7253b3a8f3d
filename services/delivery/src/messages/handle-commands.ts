import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { deciding, isLate, participant, type Turn } from '@sagashop/chassis/work/participant';
import { deliveryDays } from '@sagashop/kernel/clock';
import type { BodyOf, Command, Reply } from '@sagashop/saga/message';
import { saveParcels } from '../actions/save-parcels.ts';
import { book, cancel, moveShipment } from '../contract.ts';
import * as booking from '../domain/booking.ts';
import { Calendar } from '../domain/load.ts';
import * as shipment from '../domain/shipment.ts';
import { cancelBookings, insertBookings, lockBookings } from '../store/bookings.ts';
import { lockCouriers } from '../store/couriers.ts';
import { readDays, saveDays } from '../store/days.ts';
import { movesOf, shipmentsOf } from '../store/shipments.ts';

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
    types: [book, cancel, moveShipment],
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
  const parcelsOf = [...new Set(commands.filter(({ type }) => type !== book.type).map(orderOf))];
  const moving = commands.some(({ type }) => type === moveShipment.type);
  const [bookings, couriers, days, parcels, known, time] = await Promise.all([
    lockBookings(tx, orderIds),
    lockCouriers(tx),
    readDays(tx, orderIds),
    // Sent behind the locks, which guard them; nothing is asked for orders that are being placed.
    shipmentsOf(tx, parcelsOf),
    moving ? movesOf(tx, parcelsOf) : [],
    now,
  ]);
  const before = new Map(parcels.map((row) => [row.id, row]));
  const schedule = {
    bookings: new Map(bookings.map((row) => [row.orderId, row])),
    calendar: new Calendar(couriers, days),
    days: deliveryDays(zone, new Date(time)),
    parcels: {
      shipments: new Map(before),
      known: new Map(known.map((move) => [shipment.moveKey(move), move])),
      moves: [],
      rebooked: [],
    },
  };
  const replies = commands.map((command) => deciding(command, () => decide(schedule, command, time)));
  last();
  await Promise.all([save(tx, schedule), saveParcels(tx, schedule.parcels, before)]);
  return replies;
}

type Schedule = booking.Schedule & { parcels: shipment.Parcels };

function decide(schedule: Schedule, command: Command, now: number): Reply {
  const orderId = orderOf(command);
  if (command.type === cancel.type) {
    shipment.cancelShipments(schedule.parcels, schedule, orderId);
    return booking.cancel(schedule, orderId);
  }
  if (command.type === moveShipment.type) {
    const { shipment: id, nth, state, by } = command.body as BodyOf<typeof moveShipment>;
    const move = { orderId, shipment: id.toLowerCase(), nth, state, by };
    return { kind: 'done', body: shipment.moveShipment(schedule.parcels, schedule, move) };
  }
  const { date } = command.body as BodyOf<typeof book>;
  return booking.book(schedule, orderId, date, isLate(command, now));
}

function orderOf(command: Command): string {
  return command.order.toLowerCase();
}

async function save(tx: Tx, { bookings, calendar }: booking.Schedule): Promise<void> {
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
