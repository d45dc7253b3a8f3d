import type { Step } from './step.ts';
import { VARIANTS } from './variant-steps.ts';

/** What two people who edit the catalogue meet, and a product in two sizes. */
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
  {
    says: 'A price is changed',
    route: 'PATCH /api/products/{id}',
    status: 200,
    as: 'admin',
    values: { id: '{{product}}' },
    body: { price: { amount: 139_900 }, picture: '/lamp.svg' },
    keep: { change: 'change' },
  },
  {
    says: 'The price is undone',
    route: 'POST /api/products/{id}/undo',
    status: 200,
    as: 'admin',
    values: { id: '{{product}}' },
    body: { change: '{{change}}', fields: ['price'] },
  },
  {
    says: 'A picture is not',
    route: 'POST /api/products/{id}/undo',
    status: 409,
    code: 'not_undoable',
    as: 'admin',
    values: { id: '{{product}}' },
    body: { change: '{{change}}' },
  },
  ...VARIANTS,
];
