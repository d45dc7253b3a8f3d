import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import type { Billing } from '../billing/issue-documents.ts';
import { readDocuments } from '../billing/read-documents.ts';

/** Each is up to a hundred of them. */
const PRINTS: RouteLimits = { rates: [{ by: 'user', room: 10, each: 10 }] };

/** `GET /api/orders/invoices.pdf`: the invoices of many orders, to be printed at once. */
export function invoicesRoute(app: App, billing: Billing): void {
  app.get(
    '/api/orders/invoices.pdf',
    {
      config: { service: 'order', needs: permission('orders.read'), limits: PRINTS },
      schema: {
        summary: 'The invoices of many orders in one file',
        tags: ['orders'],
        querystring: Type.Object({ ids: IdsText }, { additionalProperties: false }),
      },
    },
    async ({ query: { ids } }, reply) => {
      const documents = await readDocuments(billing, ids.split(','));
      const [first, last] = [documents[0], documents.at(-1)!].map(({ inputs }) => inputs.number);
      const { drawDocuments } = await import('../billing/draw-documents.ts');
      return reply
        .type('application/pdf')
        .header('cache-control', 'private, no-cache')
        .header(
          'content-disposition',
          `inline; filename="${first === last ? first : `${first}_${last}`}.pdf"`,
        )
        .send(await drawDocuments(documents));
    },
  );
}
