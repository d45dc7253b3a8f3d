import { staffOf } from '@sagashop/audit-log/staff-of';
import { createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { DateText, Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { assignDelivery } from '../actions/assign-delivery.ts';

const Target = Type.Object(
  {
    courierId: Type.Optional(Id),
    date: Type.Optional(DateText),
  },
  { additionalProperties: false },
);
const Assignment = Type.Object({ orderId: Id, courierId: Id, date: Type.String() });

/** `poke` is called after a delivery has gone elsewhere, since others are to hear of it. */
export function assignmentRoute(
  app: App,
  { sql, zone, poke }: { sql: Sql; zone: string; poke: () => void },
): void {
  app.post(
    '/api/deliveries/:orderId/assignment',
    {
      config: { service: 'delivery', needs: permission('deliveries.write') },
      schema: {
        summary: "Give an order's delivery to another courier or day",
        tags: ['delivery'],
        params: Type.Object({ orderId: Id }),
        body: Target,
        response: { 201: Assignment },
      },
    },
    async (request, reply) => {
      const by = staffOf(request);
      const orderId = request.params.orderId;
      const scope = { caller: by.actor.id, route: `POST /api/deliveries/${orderId}/assignment` };
      const wish = { ...request.body, by, orderId, zone };
      const answer = await createOnce(sql, request, scope, (tx) => assignDelivery(tx, wish));
      poke();
      return sendCreated(reply, answer);
    },
  );
}
