import { staffOf } from '@sagashop/audit-log/staff-of';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, IdParams, Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { noteSeen } from '../actions/note-seen.ts';
import { type Alert, listAlerts } from '../store/alerts.ts';
import { shownIds } from './stock.ts';

const AlertShape = Type.Object({
  id: Id,
  productId: Id,
  variantId: Type.Optional(Type.Union([Id], { description: 'Which variant of it, where it has any' })),
  onHand: Type.Integer({ description: 'When it was told' }),
  threshold: Type.Integer(),
  at: Instant,
  now: Type.Object({ onHand: Type.Integer(), available: Type.Integer() }),
});

const tags = ['stock'];

/** Of what few are left, told once each time, until somebody says that they have seen it or goods come in. */
export function alertRoutes(app: App, sql: Sql): void {
  app.get(
    '/api/stock/alerts',
    {
      schema: {
        summary: 'What has become low, and nobody has seen',
        tags,
        querystring: Type.Object(ListQuery),
        response: { 200: PageOf(AlertShape) },
      },
      config: { service: 'stock', needs: permission('stock.read') },
    },
    async ({ query: { limit, cursor } }) => {
      const [before] = decodeCursor(cursor, Type.Tuple([cursorPart.id])) ?? [];
      return page(await listAlerts(sql, { before, limit: limit + 1 }), limit, ({ id }) => [id], showAlert);
    },
  );

  app.delete(
    '/api/stock/alerts/:id',
    {
      schema: { summary: 'Seen', tags, params: IdParams, response: { 204: Type.Null() } },
      config: { service: 'stock', needs: permission('stock.adjust') },
    },
    async (request, reply) => {
      await sql.begin((tx) => noteSeen(tx, request.params.id, staffOf(request)));
      return reply.code(204).send(null);
    },
  );
}

function showAlert({ id, productId, variantOf, onHand, threshold, at, onHandNow, availableNow }: Alert) {
  const now = { onHand: onHandNow, available: availableNow };
  return { id, ...shownIds(productId, variantOf), onHand, threshold, at: at.toISOString(), now };
}
