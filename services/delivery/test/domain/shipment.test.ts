import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Booking, book, type Schedule } from '../../src/domain/booking.ts';
import { Calendar } from '../../src/domain/load.ts';
import { moveShipment, type Parcels, type ShipmentState } from '../../src/domain/shipment.ts';

const DAYS = ['2026-01-02', '2026-01-03', '2026-01-04'];
const BY = { id: 'kim', roles: ['courier'] };

/** An order that is booked for the first of the days, and what is noted of a parcel of it. */
function booked() {
  const calendar = new Calendar([{ id: 'kim', dailyCapacity: 1 }], []);
  const schedule: Schedule = { bookings: new Map<string, Booking>(), calendar, days: DAYS };
  const parcels: Parcels = { shipments: new Map(), known: new Map(), moves: [], rebooked: [] };
  book(schedule, 'order', null, false);
  const move = (nth: number, state: ShipmentState) =>
    moveShipment(parcels, schedule, { orderId: 'order', shipment: 'parcel', nth, state, by: BY });
  const parcel = () => {
    const { state, courierId, date } = parcels.shipments.get('parcel')!;
    return { state, courierId, date };
  };
  return { move, parcel, day: () => schedule.bookings.get('order')!.date };
}

test('that nobody was there moves the delivery to the next day; heard of when it is delivered, it moves nothing', () => {
  const shop = booked();
  shop.move(1, 'handed_over');
  assert.deepEqual(shop.move(2, 'failed'), { date: DAYS[1] });
  assert.equal(shop.day(), DAYS[1]);
  const late = booked();
  late.move(1, 'handed_over');
  late.move(3, 'delivered');
  assert.deepEqual(late.move(2, 'failed'), { date: null });
  assert.equal(late.day(), DAYS[0]);
  assert.deepEqual(late.move(2, 'failed'), { date: null });
});

test('a parcel that is delivered was brought by the courier and on the day of its booking, in whatever order that is heard', () => {
  const brought = { state: 'delivered', courierId: 'kim', date: DAYS[0] };
  for (const [first, second] of [
    [1, 2],
    [2, 1],
  ] as const) {
    const shop = booked();
    shop.move(0, 'planned');
    for (const nth of [first, second]) shop.move(nth, nth === 1 ? 'handed_over' : 'delivered');
    assert.deepEqual(shop.parcel(), brought, `${first} before ${second}`);
  }
});
