import type { Step } from './step.ts';

const assign = (says: string, status: number, body: object, more: Partial<Step> = {}): Step => ({
  ...{ says, route: 'POST /api/deliveries/{orderId}/assignment', status, as: 'admin', body },
  values: { orderId: '{{order}}' },
  ...more,
});

/** Deliveries go to other couriers and days. */
export const DELIVERIES: Step[] = [
  {
    says: 'Another day',
    ...{ route: 'GET /api/delivery/dates', status: 200, keep: { day: 'items[3].date' } },
  },
  {
    says: 'Another courier, who takes one a day',
    ...{ route: 'POST /api/couriers', status: 201, as: 'admin', keep: { second: 'id' } },
    body: { name: 'Olga', dailyCapacity: 1 },
  },
  assign('They bring it another day', 201, { courierId: '{{second}}', date: '{{day}}' }),
  {
    says: 'What they bring',
    ...{ route: 'GET /api/delivery/stops', status: 200, as: 'admin' },
    values: { courierId: '{{second}}', date: '{{day}}' },
  },
  { says: 'Who brings what', route: 'GET /api/delivery/board', status: 200, as: 'admin' },
  assign('The first courier again', 201, { courierId: '{{courier}}' }),
  {
    says: 'A day off',
    ...{ route: 'PUT /api/couriers/{id}/days/{date}', status: 200, as: 'admin' },
    values: { id: '{{second}}', date: '{{day}}' },
    body: { capacity: 0 },
  },
  assign('Nobody brings it on a day off', 409, { courierId: '{{second}}' }, { code: 'no_capacity' }),
  assign('No such courier', 422, { courierId: '{{product}}' }, { code: 'unknown_courier' }),
  {
    says: 'A customer is no courier',
    ...{ route: 'PATCH /api/couriers/{id}', status: 422, as: 'admin', code: 'not_a_courier' },
    values: { id: '{{second}}' },
    body: { userId: '{{userId}}' },
  },
  assign(
    'No such delivery',
    409,
    { courierId: '{{second}}' },
    { values: { orderId: '{{product}}' }, code: 'not_booked' },
  ),
];
