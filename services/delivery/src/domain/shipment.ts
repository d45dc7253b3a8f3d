import { assign } from './assign.ts';
import type { Booking, Schedule } from './booking.ts';

export type ShipmentState =
  | 'planned'
  | 'packed'
  | 'handed_over'
  | 'delivered'
  | 'failed'
  | 'returned'
  | 'cancelled';

/** A parcel; courier and date are its booking's while they are null: while it waits to go out. */
export interface Shipment {
  orderId: string;
  id: string;
  state: ShipmentState;
  nth: number;
  courierId: string | null;
  date: string | null;
}

/** Something that has become of a parcel; `date`: to which day its delivery went. */
export interface ShipmentMove {
  orderId: string;
  shipment: string;
  nth: number;
  state: ShipmentState;
  date: string | null;
  by: { id: string; roles: string[] };
}

/** The parcels that a batch has locked, and what becomes of them. */
export interface Parcels {
  shipments: Map<string, Shipment>;
  /** Whether it was noted before, by parcel and number. */
  known: Map<string, Pick<ShipmentMove, 'date'>>;
  moves: ShipmentMove[];
  /** Where deliveries were before they went to another day. */
  rebooked: { booking: Booking; was: { courierId: string; date: string }; by: ShipmentMove['by'] }[];
}

/** Where a parcel has not left the shop, or is tried again. */
const WAITS: ReadonlySet<ShipmentState> = new Set(['planned', 'packed', 'failed']);

export const moveKey = ({ shipment, nth }: Pick<ShipmentMove, 'shipment' | 'nth'>) => `${shipment} ${nth}`;

/** Notes what has become of a parcel, once; answers the day to which its delivery went. */
export function moveShipment(
  parcels: Parcels,
  schedule: Schedule,
  move: Omit<ShipmentMove, 'date'>,
): { date: string | null } {
  const known = parcels.known.get(moveKey(move));
  if (known) return { date: known.date };
  const before = parcels.shipments.get(move.shipment);
  const booking = schedule.bookings.get(move.orderId);
  const isNews = !before || before.nth < move.nth;
  const date = isNews && move.state === 'failed' ? rebook(parcels, schedule, booking, move.by) : null;
  const noted = { ...move, date };
  parcels.moves.push(noted);
  parcels.known.set(moveKey(move), noted);
  if (isNews) {
    const { orderId, shipment: id, nth, state } = move;
    parcels.shipments.set(id, { orderId, id, nth, state, ...broughtBy(move, before, booking) });
  }
  return { date };
}

/** Whoever took a parcel, or was to, and when; while it waits, and when its hand-over is not heard of yet, those of its booking. */
function broughtBy(
  { state }: Pick<ShipmentMove, 'state'>,
  before: Shipment | undefined,
  booking: Booking | undefined,
): Pick<Shipment, 'courierId' | 'date'> {
  if (WAITS.has(state)) return { courierId: null, date: null };
  const known = state !== 'handed_over' && before?.courierId ? before : booking;
  return { courierId: known?.courierId ?? null, date: known?.date ?? null };
}

/** The next day with a place, with its own courier where they have one; null where there is none. */
function rebook(
  parcels: Parcels,
  schedule: Schedule,
  booking: Booking | undefined,
  by: ShipmentMove['by'],
): string | null {
  if (booking?.state !== 'booked') return null;
  const was = { courierId: booking.courierId!, date: booking.date! };
  for (const date of schedule.days) {
    if (date <= was.date || assign(schedule, booking, { date }) !== 'moved') continue;
    parcels.rebooked.push({ booking, was, by });
    return date;
  }
  return null;
}

/** What was to be handed over of an order that is cancelled is not any more: whoever was to bring it sees that. */
export function cancelShipments(
  { shipments }: Parcels,
  { bookings }: Pick<Schedule, 'bookings'>,
  orderId: string,
): void {
  const { courierId = null, date = null } = bookings.get(orderId) ?? {};
  for (const one of shipments.values())
    if (one.orderId === orderId && (one.state === 'planned' || one.state === 'packed'))
      shipments.set(one.id, { ...one, state: 'cancelled', courierId, date });
}
