import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { isApi } from '@sagashop/chassis/http/known-routes';
import { bringsSession } from '@sagashop/chassis/http/session-token';
import type { FastifyRequest } from 'fastify';

/** These change nothing. */
const READS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * Refuses what another site's page has a visitor's browser do in the visitor's name, as 403 `foreign_origin`: a request
 * that changes something and brings the session's cookie, with an `Origin` that is not the shop's, or that the browser
 * says to come from elsewhere; to a page also one without any `Origin`, which a browser's form has. Who shows a bearer
 * token to the API has it from us. `publicUrl` is an address of the shop besides the one that a request names.
 */
export function refuseForeign(app: App, publicUrl: string | undefined): void {
  const own = publicUrl && new URL(publicUrl).origin;
  app.addHook('onRequest', (request, _reply, done) => {
    done(isForeign(request, own) ? refuse.foreign_origin() : undefined);
  });
}

function isForeign(request: FastifyRequest, own: string | undefined): boolean {
  const { headers, method, url = '/' } = request.raw;
  if (headers.cookie === undefined || READS.has(method!)) return false;
  const api = isApi(url);
  if ((api && headers.authorization !== undefined) || !bringsSession(headers)) return false;
  const { origin, 'sec-fetch-site': site } = headers;
  if (site === 'cross-site' || site === 'same-site') return true;
  if (origin === undefined) return !api && site !== 'same-origin';
  return origin !== own && !isOwn(origin, request);
}

/** A proxy that ends TLS need not say so: https at the very same name is the shop as well. */
function isOwn(origin: string, { protocol, host }: FastifyRequest): boolean {
  return origin === `${protocol}://${host}` || origin === `https://${host}`;
}
