import type { App } from '@sagashop/chassis/http/app';
import { IdParams, Instant } from '@sagashop/chassis/http/shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { type Reading, readTimeline } from '../watching/read-timeline.ts';
import { Somebody } from './somebody.ts';

const TimelineShape = Type.Object({
  items: Type.Array(
    Type.Object({
      at: Instant,
      kind: Type.String({
        description:
          '`order.placed`, `.confirmed`, `.cancelled`; `saga.step`; `cancellation.asked`; `refund.granted`, `.settled`; `part.cancelled`, `.settled`; ' +
          '`money.held`, `.refused`, `.released`, `.captured`, `.refunded`; `goods.reserved`, `.refused`, `.released`, ' +
          '`.taken`, `.returned`; `delivery.booked`, `.refused`, `.moved`, `.cancelled`; `message.sent`; `note`; ' +
          '`staff.change`. More may come',
      }),
      by: Type.Optional(Somebody),
      data: Type.Record(Type.String(), Type.Unknown(), {
        description: 'ids, amounts and words that the kind is about',
      }),
    }),
    { description: 'the oldest first' },
  ),
  missing: Type.Array(Type.String(), { description: 'services that did not answer' }),
  mark: Type.String({ description: 'another one whenever something has changed: see `PUT …/presence`' }),
});

/** `GET /api/orders/{id}/timeline`: everything that has happened to an order, with who. */
export function timelineRoute(app: App, reading: Reading): void {
  app.get(
    '/api/orders/:id/timeline',
    {
      config: { service: 'order', needs: permission('orders.read') },
      schema: {
        summary: 'Everything that has happened to an order',
        tags: ['orders'],
        params: IdParams,
        response: { 200: TimelineShape },
      },
    },
    (request) => readTimeline(reading, request.params.id),
  );
}
