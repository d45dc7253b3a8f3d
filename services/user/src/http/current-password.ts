import { type RouteLimits, WRITES } from '@sagashop/chassis/guards/allowances';
import { signedIn } from '@sagashop/chassis/http/identity';
import { sessionToken, tokenHash } from '@sagashop/chassis/http/session-token';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { PasswordProof } from '../actions/check-password.ts';
import { CURRENT_PASSWORD } from '../domain/limits.ts';

/** The password of whoever is signed in already, as it is sent once more. */
export const CurrentPassword = Type.String({ format: 'password', maxLength: 1000 });

/** What a route takes that asks for it. */
export const ASKS_PASSWORD: RouteLimits = { ...WRITES, failures: CURRENT_PASSWORD };

/** Who asks, by which session, and the password that they show. Refuses who is not signed in. */
export function passwordProof<P extends string | undefined>(request: FastifyRequest, currentPassword: P) {
  const token = sessionToken(request);
  const shown = { userId: signedIn(request).userId, currentPassword, session: token && tokenHash(token) };
  return shown satisfies PasswordProof;
}
