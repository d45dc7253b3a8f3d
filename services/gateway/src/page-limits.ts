import type { RouteLimits } from '@sagashop/chassis/allowances';
import type { App } from '@sagashop/chassis/http';
import { buckets, tooMany, usesOf } from '@sagashop/chassis/rates';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What is allowed of pages, for docs/limits.md. The files that a page names come from memory and cost nothing. */
export const PAGE_LIMITS = {
  'GET every page': { rates: [{ by: 'address', room: 3000, each: 0.02 }] },
  'POST every page': { rates: [{ by: 'address', room: 600, each: 0.05 }] },
} as const satisfies Record<string, RouteLimits>;

const TOO_MANY = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sagashop</title><h1>A moment, please</h1>
<p>A great many requests came from your address. Wait a few seconds, then load this page again.</p></html>
`;

/** From here on an address is answered so many pages and forms only. 429 and a plain page beyond them. */
export function limitPages(app: App): void {
  const { take } = buckets();
  app.addHook('onRequest', (request, reply, done) => {
    const name = nameOf(request);
    const wait = name ? take(PAGE_LIMITS[name].rates.flatMap((rate) => usesOf(name, rate, request))) : 0;
    if (wait > 0) refusePage(reply, wait);
    else done();
  });
}

/** What comes from memory: a page's files, and what the API does not know. */
const CHEAP = ['/assets/', '/pictures/', '/api/'];

function nameOf({ method, url }: FastifyRequest): keyof typeof PAGE_LIMITS | undefined {
  if (CHEAP.some((folder) => url.startsWith(folder))) return undefined;
  return method === 'GET' || method === 'HEAD' ? 'GET every page' : 'POST every page';
}

function refusePage(reply: FastifyReply, wait: number): void {
  const { status, headers } = tooMany(wait);
  reply
    .code(status)
    .headers({ ...headers, 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .send(TOO_MANY);
}
