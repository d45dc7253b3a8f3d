import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, page } from '@sagashop/chassis/http/lists';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { findBulkAction, listBulkActions } from '../store/bulk-actions.ts';
import { targetsOf } from '../store/bulk-targets.ts';
import { BulkListQuery, BulkPage, BulkShape, TargetPage, TargetsQuery } from './bulk-shapes.ts';
import { shownBulk, shownTarget } from './shown-bulk.ts';

const Position = Type.Tuple([cursorPart.id]);
const TargetPosition = Type.Tuple([cursorPart.id, cursorPart.id]);
const tags = ['orders'];

/** `GET /api/bulk-actions`: what is being done with many orders, and what came of it. */
export function bulkReadRoutes(app: App, sql: Sql): void {
  const config = { service: 'order', needs: permission('orders.read') } as const;
  app.get(
    '/api/bulk-actions',
    {
      config,
      schema: {
        ...{ summary: 'What is done, or was, with many orders at once; the newest first', tags },
        ...{ querystring: BulkListQuery, response: { 200: BulkPage } },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const before = decodeCursor(cursor, Position)?.[0] ?? null;
      const actions = await listBulkActions(sql, { before, limit: limit + 1 });
      return page(actions, limit, ({ id }) => [id], shownBulk);
    },
  );
  app.get(
    '/api/bulk-actions/:id',
    { config, schema: { summary: 'How far it is', tags, params: IdParams, response: { 200: BulkShape } } },
    async ({ params }) => {
      const action = await findBulkAction(sql, params.id);
      if (!action) throw refuse.not_found();
      return shownBulk(action);
    },
  );
  app.get(
    '/api/bulk-actions/:id/orders',
    {
      config,
      schema: {
        ...{ summary: 'Its orders in one state', tags, params: IdParams },
        ...{ querystring: TargetsQuery, response: { 200: TargetPage } },
      },
    },
    async ({ params, query: { limit, cursor, state } }) => {
      const after = decodeCursor(cursor, TargetPosition) ?? null;
      const id = params.id;
      const targets = await targetsOf(sql, id, { state, after, limit: limit + 1 });
      return page(targets, limit, ({ orderId, shipment }) => [orderId, shipment], shownTarget);
    },
  );
}
