import type { IncomingHttpHeaders } from 'node:http';
import type { App } from '@sagashop/chassis/http';
import { requestFields } from '@sagashop/chassis/request-log';
import { warnSeldom } from '@sagashop/chassis/seldom';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'undici';
import { answerHeaders, requestHeaders } from './handed-on.ts';
import { VISITOR_HEADER, type Visitors } from './visitors.ts';

const PATIENCE = 30_000; // ms; a page may wait for an order
const AWAY = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sagashop</title><h1>The pages are away for a moment</h1>
<p>Orders go on, and nothing is lost. Load this page again in a few seconds.</p></html>
`;

/**
 * Hands every path that is no service's on to the web process, with what it needs to know of the visitor: the
 * address that they used, and a proof of where they come from, which it shows when it asks the API for them. Bodies
 * go as they come. 503 and a plain page when the web process is away.
 */
export function pagesRoutes(app: App, web: Pool, visitors: Visitors): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
    const handler = (request: FastifyRequest, reply: FastifyReply) => handOn(request, reply, web, visitors);
    scope.all('/*', handler);
  });
}

/** Resolves when the web process says that it is ready; rejects otherwise. */
export async function pagesReady(web: Pool): Promise<void> {
  const response = await web.request({ method: 'GET', path: '/health/ready', headersTimeout: 2000 });
  await response.body.dump();
  if (response.statusCode !== 200) throw new Error('it says that it is not ready');
}

async function handOn(request: FastifyRequest, reply: FastifyReply, web: Pool, visitors: Visitors) {
  // Nobody's page begins so; an unknown route of the API is answered as such.
  if (/^\/api(?:[/?]|$)/.test(request.raw.url!)) return reply.callNotFound();
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  try {
    const response = await web.request({
      method: request.method as 'GET',
      path: request.raw.url!,
      headers: [
        ...requestHeaders(request),
        ...['x-forwarded-host', request.host, 'x-forwarded-proto', request.protocol],
        ...[VISITOR_HEADER, visitors.proof(request.ip)],
      ],
      body: request.body as NodeJS.ReadableStream | undefined as never,
      signal: gone.signal,
      headersTimeout: PATIENCE,
    });
    reply.code(response.statusCode).headers(answerHeaders(response.headers as IncomingHttpHeaders));
    return reply.header('content-length', response.headers['content-length']).send(response.body);
  } catch (error) {
    const fields = { ...requestFields(request), target: 'web', err: error };
    if (!gone.signal.aborted) warnSeldom(request.log, 'away web', fields, 'the web process did not answer');
    return reply
      .code(503)
      .headers({ 'retry-after': '2', 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(AWAY);
  }
}
