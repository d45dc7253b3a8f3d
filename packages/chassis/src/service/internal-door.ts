import type { FastifyRequest } from 'fastify';
import { Counter } from 'prom-client';
import { refuse } from '../errors.ts';
import type { Identity } from '../http/identity.ts';
import { requestFields } from '../http/request-log.ts';
import type { Logger } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import { SPEAK_FOR_CUSTOMERS } from './callers.ts';
import type { ServiceKeys } from './service-keys.ts';
import { readShared } from './shared-keys.ts';
import { type Believed, type Disbelief, type Kind, tokenReader } from './tokens.ts';

/** The header that carries a token from the gateway to a service, and between services. */
export const TOKEN_HEADER = 'x-sagashop-token';
/** The same for the release before, in its form; read where nothing else stands. */
export const SHARED_HEADER = 'x-sagashop-identity';
/** Tells a 401 or 403 of this door from those of a route. */
export const REFUSED_HEADER = 'x-sagashop-refused';

const NAME = 'sagashop_internal_refusals_total';

/** Who sends an internal request, and to which of the services; null when the sender's release does not say. */
export interface Visit {
  caller: string | null;
  audience: string;
}

/** Lets in who has a token for one of these services that a service's key has signed. */
export interface InternalDoor {
  /** A service that speaks for itself. Throws 401 for whoever is not believed, 403 for a customer's token. */
  service(request: FastifyRequest): Visit;
  /** The customer for whom the gateway asks, null for nobody. Throws 401, or 403 for what is no word of the gateway's. */
  customer(request: FastifyRequest): Identity | null;
  /** Throws 403: who was let in may not ask this. */
  uncalled(request: FastifyRequest): never;
}

/** Refusals are counted by their reason and logged with the sender's address, never with the token. */
export function internalDoor(options: {
  services: readonly string[];
  keys: ServiceKeys;
  log: Logger;
  metrics: Metrics;
}): InternalDoor {
  const { services, keys, log, metrics } = options;
  const refusals = refusalCounter(metrics);
  const read = tokenReader(keys);
  const refuseFor = (request: FastifyRequest, why: Disbelief): never => {
    refusals.inc({ service: services.join('+'), why });
    const from = request.socket.remoteAddress;
    log.warn({ ...requestFields(request), why, from }, 'an internal token was refused');
    const refusal = why === 'wrong_kind' || why === 'uncalled' ? refuse.forbidden : refuse.not_signed_in;
    throw refusal({}, { [REFUSED_HEADER]: '1' });
  };
  /** What a request's token says of this kind; tokens of the release before say only whether it is a customer's. */
  const enter = (request: FastifyRequest, kind: Kind): Visit & Pick<Believed, 'about'> => {
    const token = headerOf(request, TOKEN_HEADER);
    const older = token === undefined && keys.shared ? headerOf(request, SHARED_HEADER) : undefined;
    if (older !== undefined) {
      const said = readShared(older, services, keys.shared!, Date.now());
      if ('wrong' in said) return refuseFor(request, said.wrong);
      if (kind === 'service' && said.identity) return refuseFor(request, 'wrong_kind');
      return { caller: null, audience: said.audience, about: said.identity };
    }
    const said = read(token, services);
    if ('wrong' in said) return refuseFor(request, said.wrong);
    if (said.kind !== kind) return refuseFor(request, 'wrong_kind');
    return { caller: said.issuer, audience: said.audience, about: said.about };
  };
  return {
    service: (request) => enter(request, 'service'),
    customer: (request) => {
      const { caller, about } = enter(request, 'customer');
      if (caller !== null && !SPEAK_FOR_CUSTOMERS.includes(caller)) refuseFor(request, 'uncalled');
      return about as Identity | null;
    },
    uncalled: (request) => refuseFor(request, 'uncalled'),
  };
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const header = request.headers[name];
  return Array.isArray(header) ? header.join() : header;
}

function refusalCounter({ registry }: Metrics): Counter<'service' | 'why'> {
  const known = registry.getSingleMetric(NAME) as Counter<'service' | 'why'> | undefined;
  return (
    known ??
    new Counter({
      name: NAME,
      help: 'Requests with an internal token that was not believed, by service and reason',
      labelNames: ['service', 'why'],
      registers: [registry],
    })
  );
}
