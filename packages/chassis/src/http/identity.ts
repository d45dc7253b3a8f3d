import type { FastifyRequest } from 'fastify';
import { refuse } from '../errors.ts';

/** Who a request comes from, as the user service knows them at this moment. */
export interface Identity {
  userId: string;
  username: string;
  isAdmin: boolean;
  /** A language tag, such as `en`. */
  language: string;
  email: string;
  name: string;
  /** The one command that the session is good for; none for a session that is good for everything. */
  scope?: string | null;
}

/** The signed-in user, or 401. */
export function signedIn(request: FastifyRequest): Identity {
  if (!request.identity) throw refuse.not_signed_in();
  return request.identity;
}

/** The signed-in administrator, or 401 or 403. */
export function admin(request: FastifyRequest): Identity {
  const identity = signedIn(request);
  if (!identity.isAdmin) throw refuse.forbidden();
  return identity;
}
