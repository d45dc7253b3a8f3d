import { Readable } from 'node:stream';
import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { hasRole, signedIn } from '@sagashop/chassis/http/identity';
import { requestFields } from '@sagashop/chassis/http/request-log';
import { warnThrottled } from '@sagashop/chassis/observe/warn-throttled';
import { exchange } from '@sagashop/chassis/service/exchange';
import { REFUSED_HEADER } from '@sagashop/chassis/service/internal-door';
import type { ServiceManifest } from '@sagashop/chassis/service/manifest';
import { away, type Origins } from '@sagashop/chassis/service/origins';
import type { TokenHeaders } from '@sagashop/chassis/service/token-headers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { forwardAnswerHeaders, forwardRequestHeaders } from './forward-headers.ts';

const PATIENCE = 45_000; // ms; an order may ask to be waited for half a minute
const PATIENCE_HEALTH = 2000; // ms
const SMALL = 65_536; // bytes; an answer of known and small length is not worth a stream
/** What a service may have a route for; it says itself which it has. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const SECRETS = new Set(['authorization', 'cookie']);

export interface ProxyOptions {
  origins: Origins;
  tokens: TokenHeaders;
}

/**
 * Hands requests on to a service in another process, with who asks in a signed token. Bodies go whole, since
 * they are small and a slow client shall not hold up a service; answers go as they come, so that a live view
 * stays live. The session's token goes to user alone. 503 `unavailable`, with the service's name, when it is away.
 */
export function proxyRoutes(app: App, service: ServiceManifest, options: ProxyOptions): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    const handler = (request: FastifyRequest, reply: FastifyReply) =>
      handOn(request, reply, service, options);
    for (const path of service.streams ?? []) {
      scope.get(path, { config: { streaming: true }, exposeHeadRoute: false }, handler);
    }
    for (const [url, bodyLimit] of Object.entries(service.uploads ?? {}))
      scope.post(url, { bodyLimit, onRequest: forStaff }, handler);
    for (const prefix of service.routes ?? []) {
      for (const url of [`/api/${prefix}`, `/api/${prefix}/*`]) {
        // Where a collection takes files, its POST is there already.
        const takesFiles = service.uploads?.[url] !== undefined;
        scope.route({ method: METHODS.filter((method) => !takesFiles || method !== 'POST'), url, handler });
      }
    }
  });
}

/** So much is read of nobody but who works for the shop; what they may, the service says. */
async function forStaff(request: FastifyRequest): Promise<void> {
  if (!hasRole(signedIn(request))) throw refuse.forbidden();
}

/** Resolves when a service in another process says that it is ready; rejects otherwise. */
export async function readyElsewhere(service: string, origins: Origins): Promise<void> {
  const options = { method: 'GET', path: '/health/ready', headersTimeout: PATIENCE_HEALTH } as const;
  const response = await origins.of(service).request(options);
  await response.body.dump();
  if (response.statusCode !== 200) throw new Error('it says that it is not ready');
}

async function handOn(
  request: FastifyRequest,
  reply: FastifyReply,
  { name: service, patience = PATIENCE }: ServiceManifest,
  options: ProxyOptions,
) {
  const under = exchange(
    options.origins.of(service, request.routeOptions.config.streaming),
    {
      method: request.method as 'GET',
      path: request.raw.url!,
      headers: headersFor(request, service, options.tokens),
      body: (request.body as Buffer | undefined) ?? null,
      headersTimeout: patience,
    },
    SMALL,
  );
  reply.raw.once('close', under.abandon);
  const { status, headers, body } = await under.answer.catch((error: Error) => {
    if (!reply.raw.closed) {
      const fields = { ...requestFields(request), target: service, err: error };
      warnThrottled(request.log, `away ${service}`, fields, 'a service did not answer');
    }
    throw away(service);
  });
  // The service has refused our token; the client can do nothing about that.
  if (headers[REFUSED_HEADER]) {
    if (body instanceof Readable) body.destroy();
    const fields = { ...requestFields(request), target: service };
    request.log.error(fields, 'a service does not believe our internal key');
    throw away(service);
  }
  reply.code(status).headers(forwardAnswerHeaders(headers));
  return reply.send(body instanceof Buffer && body.length === 0 ? null : body);
}

function headersFor(request: FastifyRequest, service: string, tokens: TokenHeaders): string[] {
  const headers = forwardRequestHeaders(request, service === 'user' ? undefined : SECRETS);
  headers.push('x-forwarded-for', request.ip, 'x-forwarded-proto', request.protocol);
  headers.push('x-forwarded-host', request.host);
  headers.push(...tokens.customer(request.identity, service));
  return headers;
}
