import { refuse } from '@sagashop/chassis/errors';
import { mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, page } from '@sagashop/chassis/http/lists';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { receiptOf } from '../domain/receipt.ts';
import { shownWhole } from '../domain/shown-order.ts';
import { milestonesOf } from '../sagas/milestones.ts';
import { timelineOf } from '../sagas/timeline.ts';
import { findOrder, linesOf, listOrders } from '../store/orders.ts';
import { findRecipient } from '../store/recipients.ts';
import { refundsOf } from '../store/refunds.ts';
import { sagasOfOrder } from '../store/sagas.ts';
import { OrderPage, OrderShape, OrdersQuery, SagaShape } from './order-shapes.ts';

const Position = Type.Tuple([cursorPart.id]);
const tags = ['orders'];

/** What customers read of their orders, and staff of all: the list, one order, and the timeline of its saga. */
export function readRoutes(app: App, sql: Sql, currency: string): void {
  const route = {
    config: { service: 'order', needs: 'signed in', othersNeed: permission('orders.read') },
  } as const;
  app.get(
    '/api/orders',
    {
      ...route,
      schema: {
        summary: 'Orders, newest first',
        tags,
        querystring: OrdersQuery,
        response: { 200: OrderPage },
      },
    },
    async (request) => {
      const { limit, cursor, mine, key = null } = request.query;
      const ids = request.query.ids?.split(',') ?? null;
      // A key means something to whoever used it alone.
      const ofAll = mayForOthers(request) && !mine && key === null;
      const owner = ofAll ? null : signedIn(request).userId;
      const before = decodeCursor(cursor, Position)?.[0] ?? null;
      const orders = await listOrders(sql, { owner, before, key, ids, limit: limit + 1 });
      const lines = await linesOf(
        sql,
        orders.slice(0, limit).map((order) => order.id),
      );
      return page(
        orders,
        limit,
        (order) => [order.id],
        (order) => shownWhole(order, lines.get(order.id) ?? [], currency),
      );
    },
  );
  const visible = async (id: string, request: Parameters<typeof signedIn>[0]) => {
    const order = await findOrder(sql, id, mayForOthers(request) ? null : signedIn(request).userId);
    if (!order) throw refuse.not_found();
    return order;
  };
  app.get(
    '/api/orders/:id',
    { ...route, schema: { summary: 'One order', tags, params: IdParams, response: { 200: OrderShape } } },
    async (request) => {
      const order = await visible(request.params.id, request);
      const { id } = order;
      const [lines, recipient, sagas, refunds] = await Promise.all([
        linesOf(sql, [id]),
        findRecipient(sql, id),
        sagasOfOrder(sql, id),
        refundsOf(sql, [id]),
      ]);
      const milestones = milestonesOf(order, sagas);
      const receipt = {
        order,
        lines: lines.get(id) ?? [],
        recipient,
        milestones,
        refunds: refunds.get(id) ?? [],
      };
      return receiptOf(receipt, { currency, forStaff: mayForOthers(request) });
    },
  );
  app.get(
    '/api/orders/:id/saga',
    {
      ...route,
      schema: {
        summary: "The timeline of an order's saga",
        tags,
        params: IdParams,
        response: { 200: SagaShape },
      },
    },
    async (request) => {
      const order = await visible(request.params.id, request);
      return timelineOf(await sagasOfOrder(sql, order.id));
    },
  );
}
