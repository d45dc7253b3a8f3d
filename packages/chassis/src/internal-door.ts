import type { FastifyRequest } from 'fastify';
import { Counter } from 'prom-client';
import { refuse } from './errors.ts';
import { IDENTITY_HEADER, type Identity, type InternalKeys, readToken } from './identity.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { requestFields } from './request-log.ts';

/** Tells a 401 of this door from the 401 of a route. */
export const REFUSED_HEADER = 'x-sagashop-refused';

const NAME = 'sagashop_internal_refusals_total';

/** Lets in who has a token for one of these services that our keys have signed. */
export interface InternalDoor {
  /** Who asks, and which service the token is for. Throws 401, counted and logged, for everyone else. */
  enter(request: FastifyRequest): { identity: Identity | null; audience: string };
}

/** Refusals are counted by their reason and logged with the sender's address, never with the token. */
export function internalDoor(options: {
  services: readonly string[];
  keys: InternalKeys;
  log: Logger;
  metrics: Metrics;
}): InternalDoor {
  const { services, keys, log, metrics } = options;
  const { registry } = metrics;
  const refusals =
    (registry.getSingleMetric(NAME) as Counter<'service' | 'why'> | undefined) ??
    new Counter({
      name: NAME,
      help: 'Requests with an internal token that was not believed, by service and reason',
      labelNames: ['service', 'why'],
      registers: [registry],
    });
  return {
    enter: (request) => {
      const header = request.headers[IDENTITY_HEADER];
      const read = readToken(Array.isArray(header) ? header.join() : header, services, keys);
      if (!('wrong' in read)) return read;
      refusals.inc({ service: services.join('+'), why: read.wrong });
      const from = request.socket.remoteAddress;
      log.warn({ ...requestFields(request), why: read.wrong, from }, 'an internal token was refused');
      throw refuse.not_signed_in({}, { [REFUSED_HEADER]: '1' });
    },
  };
}
