import { refuse } from '@sagashop/chassis/errors';
import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import { mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import type { Billing } from '../billing/issue-documents.ts';
import { readDocument } from '../billing/read-document.ts';
import { findOrder } from '../store/orders.ts';

/** Some milliseconds of the processor each: enough to print them all, not to keep it busy. */
const PRINTS: RouteLimits = { rates: [{ by: 'user', room: 60, each: 2 }] };

const Query = Type.Object(
  {
    refund: Type.Optional(
      Type.Union([Id], { description: 'a refund of the order: its credit note. Without: the invoice' }),
    ),
  },
  { additionalProperties: false },
);

/** `GET /api/orders/{id}/invoice.pdf`: an order's invoice, or the credit note of one of its refunds, to be printed. */
export function invoiceRoute(app: App, billing: Billing): void {
  app.get(
    '/api/orders/:id/invoice.pdf',
    {
      config: {
        service: 'order',
        needs: 'signed in',
        othersNeed: permission('orders.read'),
        limits: PRINTS,
      },
      schema: {
        summary: 'The invoice of an order, or the credit note of a refund',
        tags: ['orders'],
        params: IdParams,
        querystring: Query,
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const order = await findOrder(billing.sql, id, mayForOthers(request) ? null : signedIn(request).userId);
      if (!order) throw refuse.not_found();
      const refund = request.query.refund?.toLowerCase() ?? null;
      const { inputs, buyer } = await readDocument(billing, order, refund);
      // Loaded with its fonts when somebody asks first: most processes never draw one.
      const { drawDocuments } = await import('../billing/draw-documents.ts');
      return reply
        .type('application/pdf')
        .header('cache-control', 'private, no-cache')
        .header('content-disposition', `inline; filename="${inputs.number}.pdf"`)
        .send(await drawDocuments([{ inputs, buyer }]));
    },
  );
}
