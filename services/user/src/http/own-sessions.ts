import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { Type } from 'typebox';
import { deleteOpenSessions, deleteOtherSessions, openSessions } from '../store/sessions.ts';
import { OpenSessions, ownHash, showSessions } from './open-session-shape.ts';

const MINE = '/api/users/me/sessions';
const own = { service: 'user', needs: 'signed in' } as const;
const Nothing = { 204: Type.Null() };

/** Where somebody is signed in, for themselves, and the end of that. */
export function ownSessionsRoutes(app: App, sql: Sql): void {
  const tags = ['users'];
  app.get(
    MINE,
    { config: own, schema: { summary: 'Where I am signed in', tags, response: { 200: OpenSessions } } },
    async (request) => showSessions(await openSessions(sql, signedIn(request).userId, ownHash(request))),
  );

  app.delete(
    MINE,
    { config: own, schema: { summary: 'End all my other sessions', tags, response: Nothing } },
    async (request, reply) => {
      await deleteOtherSessions(sql, signedIn(request).userId, ownHash(request));
      return reply.code(204).send(null);
    },
  );

  app.delete(
    `${MINE}/:id`,
    { config: own, schema: { summary: 'End a session of mine', tags, params: IdParams, response: Nothing } },
    async (request, reply) => {
      const ended = await deleteOpenSessions(sql, signedIn(request).userId, request.params.id);
      if (ended === 0) throw refuse.not_found();
      return reply.code(204).send(null);
    },
  );
}
