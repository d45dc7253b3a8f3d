import type { Documented } from '@sagashop/chassis/http/documented';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refuseDelivery } from '../errors.ts';

/** What the schemas of the delivery service's routes do not say, for the API's description. */
export const documented: Documented = {
  'GET /api/delivery/dates': {
    description:
      "Tomorrow to 14 days ahead, in the shop's time zone, with the deliveries still free on each day.",
  },
  'GET /api/couriers': { description: 'Couriers, by name.', values: { limit: 10 } },
  'POST /api/couriers': {
    description: 'Adds a courier, who can be booked for every day at once.',
    key: 'honoured',
    body: { name: 'Ivan', dailyCapacity: 20 },
  },
  'PATCH /api/couriers/{id}': {
    description:
      "Changes a courier's name, daily capacity, or which user they are. The capacity limits new bookings only.",
    refuses: [refuseDelivery.not_a_courier, refuseDelivery.courier_taken],
    values: { id: EXAMPLE.courier },
    body: { dailyCapacity: 30 },
  },
  'PUT /api/couriers/{id}/days/{date}': {
    description:
      'Says how many deliveries a courier takes on a day: 0 is a day off, null as many as on others. It binds new bookings ' +
      'and moves alone: what is booked stays until somebody moves it.',
    values: { id: EXAMPLE.courier, date: '2027-01-31' },
    body: { capacity: 0 },
  },
  'GET /api/delivery/board': {
    description:
      "Every courier's days with what is booked, a week from today on unless it is said otherwise.",
  },
  'GET /api/delivery/stops': {
    description: 'The orders that a courier brings on a day.',
    values: { courierId: EXAMPLE.courier, date: '2027-01-31' },
  },
  'POST /api/deliveries/{orderId}/assignment': {
    description:
      "Gives an order's delivery to another courier, another day (today or one that can be booked), or both. Without a courier " +
      'it stays with its own where they have a place that day, else it goes to the least loaded. The order shows the new ' +
      'day within a second, and its customer is told of it.',
    key: 'honoured',
    values: { orderId: EXAMPLE.order },
    body: { courierId: EXAMPLE.courier },
    refuses: [
      refuseDelivery.no_capacity,
      refuseDelivery.not_booked,
      refuseDelivery.unknown_courier,
      refuseDelivery.date_unavailable,
    ],
  },
};
