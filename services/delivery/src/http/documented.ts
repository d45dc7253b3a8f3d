import type { Documented } from '@sagashop/chassis/http/documented';
import { EXAMPLE } from '@sagashop/vocabulary/example';

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
    description: "Changes a courier's name or daily capacity. The capacity limits new bookings only.",
    values: { id: EXAMPLE.courier },
    body: { dailyCapacity: 30 },
  },
};
