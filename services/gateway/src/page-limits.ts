import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import { buckets, tooMany, usesOf } from '@sagashop/chassis/guards/rate-limits';
import type { App } from '@sagashop/chassis/http/app';
import type { FastifyRequest } from 'fastify';
import { sendPlainPage } from './send-plain-page.ts';

/** What is allowed of pages, for docs/limits.md. The files that a page names come from memory and cost nothing. */
export const PAGE_LIMITS = {
  'GET every page': { rates: [{ by: 'address', room: 3000, each: 0.02 }] },
  'POST every page': { rates: [{ by: 'address', room: 600, each: 0.05 }] },
} as const satisfies Record<string, RouteLimits>;

/** From here on an address is answered so many pages and forms only. 429 and a plain page beyond them. */
export function limitPages(app: App): void {
  const { take } = buckets();
  app.addHook('onRequest', (request, reply, done) => {
    const name = nameOf(request);
    const wait = name ? take(PAGE_LIMITS[name].rates.flatMap((rate) => usesOf(name, rate, request))) : 0;
    if (wait === 0) return done();
    const { status, headers } = tooMany(wait);
    sendPlainPage(request, reply.code(status).headers(headers), 'too_many');
  });
}

/** What comes from memory: a page's files, and what the API does not know. */
const CHEAP = ['/assets/', '/pictures/', '/api/'];

function nameOf({ method, url }: FastifyRequest): keyof typeof PAGE_LIMITS | undefined {
  if (CHEAP.some((folder) => url.startsWith(folder))) return undefined;
  return method === 'GET' || method === 'HEAD' ? 'GET every page' : 'POST every page';
}
