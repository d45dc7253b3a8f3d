import { PageOf } from '@sagashop/chassis/http/lists';
import { sessionToken, tokenHash } from '@sagashop/chassis/http/session-token';
import { Id, Instant } from '@sagashop/chassis/http/shapes';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { OpenSession } from '../store/sessions.ts';

const Text = Type.Union([Type.String(), Type.Null()]);
const OpenSessionShape = Type.Object({
  id: Id,
  device: Type.Union([Type.String(), Type.Null()], {
    description: 'a browser and a system: `Firefox, Linux`',
  }),
  from: Text,
  createdAt: Instant,
  expiresAt: Instant,
  current: Type.Boolean({ description: 'whether it is the one of this request' }),
});
/** Where somebody is signed in. */
export const OpenSessions = PageOf(OpenSessionShape);
/** The hash of the token that a request brings. */
export function ownHash(request: FastifyRequest): string | null {
  const token = sessionToken(request);
  return token && tokenHash(token);
}

/** Sessions as they are answered: there are never more than fit on a page. */
export function showSessions(sessions: readonly OpenSession[]) {
  const items = sessions.map(({ origin, createdAt, expiresAt, ...session }) => {
    return {
      ...session,
      from: origin,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    };
  });
  return { items, nextCursor: null };
}
