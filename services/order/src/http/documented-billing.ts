import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refuseOrder } from '../errors.ts';

/** What the schemas of the routes about invoices do not say. */
export const documentedBilling: Documented = {
  'GET /api/orders/{id}/invoice.pdf': {
    description:
      'The invoice of an order, in its language, as a PDF; with `refund` the credit note of that refund, which is the order’s ' +
      'own id where it was cancelled as a whole. They are issued by themselves, within half a minute, or when somebody asks for one before ' +
      'that. Numbers have no gaps, one series a year for each kind, and what is printed never changes: the same bytes each time, until the customer leaves, and the same without their name and address from then on. ' +
      '409 `not_invoiced` of an order that is not confirmed, and while the money of a refund is under way.',
    refuses: [refuseOrder.not_invoiced, refuse.not_found],
    values: { id: EXAMPLE.order },
    answers: { 200: { description: 'The document', type: 'application/pdf' } },
  },
  'GET /api/orders/invoices.pdf': {
    description:
      'The invoices of these orders as one PDF, by their numbers, each on pages of its own. Orders that have none are left out; ' +
      '409 `not_invoiced` where that is all of them.',
    refuses: [refuseOrder.not_invoiced],
    values: { ids: EXAMPLE.order },
    answers: { 200: { description: 'The documents', type: 'application/pdf' } },
  },
};
