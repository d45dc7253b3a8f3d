import type { Step } from './step.ts';

/** More than there is cannot leave the store. */
export const STOCK: Step[] = [
  {
    says: 'More is lost than there was',
    route: 'POST /api/stock/{productId}/adjustments',
    status: 409,
    code: 'below_zero',
    as: 'admin',
    values: { productId: '{{product}}' },
    body: { quantity: -1000, reason: 'lost' },
  },
];
