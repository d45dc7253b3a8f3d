import { staffOf } from '@sagashop/audit-log/staff-of';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { withdrawInvitation } from '../actions/withdraw-invitation.ts';
import { findInvitations } from '../store/invitations.ts';
import { InvitationShape, showInvitation } from './invitation-shape.ts';

const Place = Type.Tuple([cursorPart.id]);
const tags = ['staff'];

/** `GET DELETE /api/staff/invitations`: who is invited to work for the shop. */
export function invitationRoutes(app: App, sql: Sql): void {
  app.get(
    '/api/staff/invitations',
    {
      config: { service: 'user', needs: permission('staff.read') },
      schema: {
        summary: 'Open invitations, newest first',
        tags,
        querystring: Type.Object(ListQuery),
        response: { 200: PageOf(InvitationShape) },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const before = decodeCursor(cursor, Place)?.[0] ?? null;
      const rows = await findInvitations(sql, { before, limit: limit + 1 });
      return page(rows, limit, ({ id }) => [id], showInvitation);
    },
  );

  app.delete(
    '/api/staff/invitations/:id',
    {
      config: { service: 'user', needs: permission('staff.write') },
      schema: { summary: 'Withdraw an invitation', tags, params: IdParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await withdrawInvitation(sql, staffOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
