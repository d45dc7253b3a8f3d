import type { Step } from './step.ts';

const refund = (
  says: string,
  status: number,
  order: string,
  amount: number,
  more: Partial<Step> = {},
): Step => ({
  says,
  route: 'POST /api/orders/{id}/refunds',
  status,
  as: 'admin',
  values: { id: order },
  body: { amount, reason: 'A scratch on the lid' },
  ...more,
});

/** Money that goes back while its order stands. */
export const REFUNDS: Step[] = [
  refund('A part of it goes back', 201, '{{order}}', 10_000),
  {
    says: 'The invoice',
    ...{ route: 'GET /api/orders/{id}/invoice.pdf', status: 200, as: 'customer' },
    values: { id: '{{order}}' },
  },
  refund('More than is left of it', 409, '{{order}}', 129_900, { code: 'more_than_captured' }),
];

/** After an order that was refused, which is `unpaid`. */
export const NO_REFUND: Step[] = [
  refund('Nothing was paid for it', 409, '{{unpaid}}', 1, { code: 'not_refundable' }),
  {
    says: 'So it has no invoice',
    ...{ route: 'GET /api/orders/{id}/invoice.pdf', status: 409, code: 'not_invoiced', as: 'customer' },
    values: { id: '{{unpaid}}' },
  },
];
