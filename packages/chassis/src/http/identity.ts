import type { FastifyRequest } from 'fastify';
import { refuse } from '../errors.ts';

/** Who a request comes from, as the user service knows them at this moment. */
export interface Identity {
  userId: string;
  username: string;
  /** What they are for the shop; empty for a customer, absent where the release before has found out who asks. */
  roles?: readonly string[];
  /** For the release before, which knows no roles: whether they may do everything. */
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

/** Whether somebody works for the shop. */
export function hasRole({ roles, isAdmin }: Pick<Identity, 'roles' | 'isAdmin'>): boolean {
  return roles ? roles.length > 0 : isAdmin;
}
