import { signedIn } from '@sagashop/chassis/http/identity';
import type { FastifyRequest } from 'fastify';

/** Who changes something for the shop, and from which address. */
export interface Staff {
  actor: { id: string; roles: readonly string[] };
  from: string;
}

/** Who asks, as an entry of the audit log names them. Throws 401 for nobody. */
export function staffOf(request: FastifyRequest): Staff {
  const { userId, roles, isAdmin } = signedIn(request);
  // The release before finds out no roles: its administrators are owners.
  return { actor: { id: userId, roles: roles ?? (isAdmin ? ['owner'] : []) }, from: request.ip };
}
