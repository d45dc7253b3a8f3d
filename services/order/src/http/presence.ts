import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id, IdParams, Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { markOfOrder } from '../store/order-history.ts';
import { leaveOrder, visit } from '../store/visitors.ts';

const Doing = Type.Enum(['looking', 'cancel', 'refund', 'note', 'move'], {
  description: 'what they have open there',
});
const PresenceShape = Type.Object({
  others: Type.Array(Type.Object({ id: Id, name: Type.String(), doing: Doing, since: Instant }), {
    description: 'whoever else has had the order open within half a minute',
  }),
  mark: Type.String({ description: 'another one whenever the order or what was written on it has changed' }),
});

/** `PUT /api/orders/{id}/presence`: an open page tells that it is there, and hears who else is, and whether something changed. */
export function presenceRoutes(app: App, sql: Sql): void {
  const config = { service: 'order', needs: permission('orders.read') } as const;
  const tags = ['orders'];
  app.put(
    '/api/orders/:id/presence',
    {
      config,
      schema: {
        summary: 'Say that you have an order open, and hear who else has',
        tags,
        params: IdParams,
        body: Type.Object({ doing: Doing }, { additionalProperties: false }),
        response: { 200: PresenceShape },
      },
    },
    async (request) => {
      const { userId, name, username } = signedIn(request);
      const order = request.params.id;
      const mark = await markOfOrder(sql, order);
      if (mark === undefined) throw refuse.not_found();
      const visitor = { order, user: userId, name: name || username, doing: request.body.doing };
      const others = await visit(sql, visitor);
      return {
        others: others.map(({ since, doing, ...who }) => ({
          ...who,
          doing: doing as typeof visitor.doing,
          since: since.toISOString(),
        })),
        mark,
      };
    },
  );
  app.delete(
    '/api/orders/:id/presence',
    { config, schema: { summary: 'Say that you have closed it', tags, params: IdParams } },
    async (request, reply) => {
      await leaveOrder(sql, request.params.id, signedIn(request).userId);
      return reply.code(204).send();
    },
  );
}
