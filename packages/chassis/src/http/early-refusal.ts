import type { Problem } from '@sagashop/kernel/problem';
import type { FastifyRequest } from 'fastify';
import { refuse } from '../errors.ts';
import { pathOf } from './known-routes.ts';

const MOST_NAMED = 1000; // letters of a `Connection` header
const BODILESS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What of a request is refused before anything else is looked at. */
export function earlyRefusal(request: FastifyRequest): Problem | undefined {
  const { headers, method, url = '/' } = request.raw;
  if (headers.connection && headers.connection.length > MOST_NAMED) return refuse.headers_too_large();
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity' && !BODILESS.has(method!)) {
    return refuse.unsupported_media_type({}, { 'accept-encoding': 'identity' });
  }
  return url.includes('%') && !isSpelledOut(url, request.routeOptions.url) ? refuse.not_found() : undefined;
}

/**
 * Whether a path has the fixed part of its route letter by letter. `/%6detrics` is another path than `/metrics`, here as
 * for a proxy before us that lets nobody through to the one.
 */
function isSpelledOut(url: string, route = '/'): boolean {
  const fixed = route.split(/[:*]/, 1)[0]!;
  const path = pathOf(url);
  return !path.includes('%') || path.startsWith(fixed);
}
