import type { Identity } from '@sagashop/chassis/http/identity';
import { sessionToken, tokenHash } from '@sagashop/chassis/http/session-token';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Peers } from '@sagashop/chassis/service/calls';
import { batcher } from '@sagashop/chassis/work/batch';
import { sessions } from '@sagashop/user/contract';
import type { FastifyRequest } from 'fastify';

/**
 * Finds out who a request comes from, in batches and never from a cache, so that signing out counts at
 * once. Null for a request without a session, or with one that has ended.
 */
export function identifier(
  peers: Peers,
  metrics: Metrics,
): (request: FastifyRequest) => Promise<Identity | null> {
  const look = batcher<{ hash: string; trace: Trace }, Identity | null>({
    name: 'gateway.sessions',
    metrics,
    lanes: 2,
    traceOf: ({ trace }) => trace,
    run: async (looks, trace) => {
      const hashes = looks.map(({ hash }) => hash);
      return (await peers.ask(sessions, { hashes }, trace)).identities;
    },
  });
  return async (request) => {
    const token = sessionToken(request);
    return token ? look({ hash: tokenHash(token), trace: request.trace }) : null;
  };
}
