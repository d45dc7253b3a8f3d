import type { Identity } from '@sagashop/chassis/http/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Looks again now and then, in the same batches as for new requests, whether the session behind an answer that lasts
 * is still its user's, with the same roles. When it is not, the connection is cut: who comes again is refused.
 */
export function streamingSessionGuard(
  identify: (request: FastifyRequest) => Promise<Identity | null>,
  every = 30_000,
): (request: FastifyRequest, reply: FastifyReply, done: () => void) => void {
  return (request, reply, done) => {
    done();
    const first = request.identity;
    if (!first || reply.raw.closed) return; // gone while it was asked who it is
    const look = async () => {
      // As long as user is away nobody knows better.
      const now = await identify(request).catch(() => first);
      if (now?.userId !== first.userId || rolesIn(now) !== rolesIn(first)) reply.raw.destroy();
    };
    const timer = setInterval(look, every).unref();
    reply.raw.once('close', () => clearInterval(timer));
  };
}

/** In the release before an owner was an administrator, and there was nothing else. */
const rolesIn = ({ roles, isAdmin }: Identity) => (roles ?? (isAdmin ? ['owner'] : [])).join();
