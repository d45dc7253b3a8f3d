import { staffOf } from '@sagashop/audit-log/staff-of';
import { createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import { assertPermission } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { KeptList, OrderView } from '../domain/order-view.ts';
import { addView, changeView, dropView, type Keeper } from '../listing/keep-view.ts';
import { viewsFor } from '../store/order-views.ts';
import { KeptListShape, NewView, ViewChange, ViewShape } from './order-view-shapes.ts';
import { assertQuery, shownView } from './shown-view.ts';

const READ = permission('orders.read');
const SHARE = permission('orders.share-views');

/** `/api/order-views`: the lists of orders and of sagas that staff keep for themselves, and those that an owner has given to all. */
export function orderViewsRoutes(app: App, { sql, zone }: { sql: Sql; zone: string }): void {
  const config = { service: 'order', needs: READ } as const;
  const tags = ['orders'];
  app.get(
    '/api/order-views',
    {
      config,
      schema: {
        summary: 'Your lists of orders or sagas, and those that are shared',
        tags,
        querystring: Type.Object({ list: KeptListShape }, { additionalProperties: false }),
        response: { 200: Type.Object({ items: Type.Array(ViewShape) }) },
      },
    },
    async (request) => {
      const { userId } = signedIn(request);
      const { list } = request.query;
      mayRead(request, list);
      const views = await viewsFor(sql, userId, list);
      return { items: views.map((view) => shownView(view, userId, zone)) };
    },
  );
  app.post(
    '/api/order-views',
    {
      config,
      schema: { summary: 'Keep a list of orders', tags, body: NewView, response: { 201: ViewShape } },
    },
    async (request, reply) => {
      const { userId } = signedIn(request);
      const { query, ...wish } = request.body;
      mayRead(request, wish.list);
      assertQuery(wish.list, query, zone);
      const scope = { caller: userId, route: 'POST /api/order-views' };
      const answer = await createOnce(sql, request, scope, async (tx) =>
        shownView(await addView(tx, keeperOf(request), { ...wish, query: plain(query) }), userId, zone),
      );
      return sendCreated(reply, answer);
    },
  );
  changeRoutes(app, { sql, zone });
}

function changeRoutes(app: App, { sql, zone }: { sql: Sql; zone: string }): void {
  const config = { service: 'order', needs: READ } as const;
  const shared = { tags: ['orders'], params: IdParams };
  app.patch(
    '/api/order-views/:id',
    {
      config,
      schema: {
        ...shared,
        summary: 'Change a kept list of orders',
        body: ViewChange,
        response: { 200: ViewShape },
      },
    },
    async (request) => {
      const { was, query, ...rest } = request.body;
      const change = { ...rest, ...(query && { query: plain(query) }) };
      const id = request.params.id;
      const judge = (list: KeptList) => query && assertQuery(list, query, zone);
      const view = await changeView(sql, keeperOf(request), { id, change, was, judge });
      return shownView(view, signedIn(request).userId, zone);
    },
  );
  app.delete(
    '/api/order-views/:id',
    {
      config,
      schema: { ...shared, summary: 'Delete a kept list of orders', response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await dropView(sql, keeperOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

const keeperOf = (request: FastifyRequest): Keeper => ({
  staff: staffOf(request),
  mayShare: () => assertPermission(signedIn(request), SHARE),
});

/** Lists of sagas are for whoever may read sagas. */
function mayRead(request: FastifyRequest, list: KeptList): void {
  if (list === 'sagas') assertPermission(signedIn(request), permission('sagas.read'));
}

const plain = (query: object): OrderView['query'] =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
