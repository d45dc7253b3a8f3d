import type { Step } from './step.ts';

/** What two people who edit the catalogue meet. */
export const GOODS: Step[] = [
  {
    says: 'Somebody else has changed it since',
    route: 'PATCH /api/products/{id}',
    status: 409,
    code: 'edit_conflict',
    as: 'admin',
    values: { id: '{{product}}' },
    body: { price: { amount: 139_900 }, was: { price: { amount: 119_900 } } },
  },
];
