import { staffOf } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import { assertPermission } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { endSessions } from '../actions/end-sessions.ts';
import { findCustomer } from '../store/customers.ts';
import { openSessions } from '../store/sessions.ts';
import { OpenSessions, ownHash, showSessions } from './open-session-shape.ts';

const OfSomebody = Type.Object({ id: Id, sessionId: Id });
const Nothing = { 204: Type.Null() };

const THEIRS = '/api/customers/:id/sessions';
const write = { service: 'user', needs: permission('customers.write') };

/** Where a customer is signed in, for staff, and the end of that; where staff are, for owners. */
export function customerSessionsRoutes(app: App, sql: Sql): void {
  const common = { tags: ['customers'] };
  app.get(
    THEIRS,
    {
      config: { service: 'user', needs: permission('customers.read') },
      schema: {
        ...common,
        summary: 'Where somebody is signed in',
        params: IdParams,
        response: { 200: OpenSessions },
      },
    },
    async (request) => {
      const user = await findCustomer(sql, request.params.id);
      if (!user) throw refuse.not_found();
      if (user.roles.length > 0) assertPermission(signedIn(request), permission('staff.read'));
      return showSessions(await openSessions(sql, user.id, ownHash(request)));
    },
  );

  app.delete(
    THEIRS,
    {
      config: write,
      schema: { ...common, summary: 'End all sessions of somebody', params: IdParams, response: Nothing },
    },
    async (request, reply) => {
      await endSessions(sql, staffOf(request), { userId: request.params.id, session: null });
      return reply.code(204).send(null);
    },
  );

  app.delete(
    `${THEIRS}/:sessionId`,
    {
      config: write,
      schema: { ...common, summary: 'End a session of somebody', params: OfSomebody, response: Nothing },
    },
    async (request, reply) => {
      const { id: userId, sessionId: session } = request.params;
      await endSessions(sql, staffOf(request), { userId, session });
      return reply.code(204).send(null);
    },
  );
}
