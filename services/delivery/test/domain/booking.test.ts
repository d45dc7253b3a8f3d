import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { book, cancel, type Schedule } from '../../src/domain/booking.ts';
import { Calendar, leastLoaded } from '../../src/domain/load.ts';

test('nobody is free when everybody is full or there is nobody', () => {
  assert.equal(leastLoaded([]), undefined);
  const full = [{ date: 'd', courierId: 'a', booked: 2, capacity: 1 }];
  assert.equal(leastLoaded([...full, { date: 'd', courierId: 'b', booked: 0, capacity: 0 }]), undefined);
});

test('shares are compared exactly, also of large capacities', () => {
  const near = { date: 'd', courierId: 'a', booked: 499_999, capacity: 999_999 };
  const half = { date: 'd', courierId: 'b', booked: 500_000, capacity: 1_000_000 };
  assert.equal(leastLoaded([half, near])?.courierId, 'a');
});

test('whatever comes in whatever order, a day counts its bookings and nobody is over capacity', () => {
  const step = fc.record({
    verb: fc.constantFrom('book', 'cancel'),
    order: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    date: fc.constantFrom('mon', 'tue', 'sun', null),
    late: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      const couriers = [
        { id: 'x', dailyCapacity: 1 },
        { id: 'y', dailyCapacity: 2 },
      ];
      const schedule: Schedule = {
        bookings: new Map(),
        calendar: new Calendar(couriers, []),
        days: ['mon', 'tue'],
      };
      for (const { verb, order, date, late } of steps) {
        if (verb === 'book') book(schedule, order, date, late);
        else cancel(schedule, order);
        for (const load of ['mon', 'tue'].flatMap((day) => schedule.calendar.on(day))) {
          const standing = [...schedule.bookings.values()].filter(
            (row) => row.state === 'booked' && row.date === load.date && row.courierId === load.courierId,
          );
          assert.equal(load.booked, standing.length);
          assert.ok(load.booked <= load.capacity);
          assert.ok(standing.every((row) => 1 <= row.place! && row.place! <= row.capacity!));
        }
      }
    }),
  );
});
