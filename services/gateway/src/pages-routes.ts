import { refuse } from '@sagashop/chassis/errors';
import { toProblem } from '@sagashop/chassis/http/answer-problem';
import type { App } from '@sagashop/chassis/http/app';
import { isApi, pathOf } from '@sagashop/chassis/http/known-routes';
import { requestFields } from '@sagashop/chassis/http/request-log';
import { warnThrottled } from '@sagashop/chassis/observe/warn-throttled';
import { exchange } from '@sagashop/chassis/service/exchange';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'undici';
import { forwardAnswerHeaders, forwardRequestHeaders } from './forward-headers.ts';
import { limitPages } from './page-limits.ts';
import { sendPlainPage } from './send-plain-page.ts';
import { VISITOR_HEADER, type Visitors } from './visitors.ts';

const PATIENCE = 30_000; // ms; a page may wait for an order
const WHOLE = 262_144; // bytes; a longer answer is handed on as it comes
/** An address of a page: what is longer was not made by one, and would not fit into an answer that leads back to it. */
const LONGEST = { path: 2000, all: 8000 };
const METHODS = ['GET', 'HEAD', 'POST'];
/** The pages to which files are sent, with room for what else is in their forms. */
const UPLOADS = {
  '/admin/products/:product/pictures': 10_100_000,
  '/courier': 5_100_000,
  '/orders/:order': 5_100_000,
  '/admin/imports': 20 * 1024 * 1024 + 20_000,
};

/**
 * Hands every path that is no service's on to the web process, with what it needs to know of the visitor: the
 * address that they used, and a proof of where they come from, which it shows when it asks the API for them. Bodies
 * go whole and are as large as those of the API: a slow visitor shall not keep others from the pages. 503 and a plain
 * page when the web process is away.
 */
export function pagesRoutes(app: App, web: Pool, visitors: Visitors, rates = true): void {
  app.register(async (scope) => {
    if (rates) limitPages(scope as unknown as App);
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error, request, reply) => {
      const { status, code, headers } = toProblem(error, request);
      return sendPlainPage(request, reply.removeHeader('connection').code(status).headers(headers), code);
    });
    scope.addHook('onRequest', (request, reply, done) => {
      const { url = '/', method } = request.raw;
      // Nobody's page begins so; an unknown route of the API is answered as such.
      if (isApi(url) || (method === 'POST' && app.methodsAt(url).length > 0)) return reply.callNotFound();
      done(url.length > LONGEST.all || pathOf(url).length > LONGEST.path ? refuse.uri_too_long() : undefined);
    });
    const handler = (request: FastifyRequest, reply: FastifyReply) => handOn(request, reply, web, visitors);
    scope.route({ method: METHODS, url: '/*', config: { pages: true }, handler });
    for (const [url, bodyLimit] of Object.entries(UPLOADS))
      scope.post(url, { config: { pages: true }, bodyLimit }, handler);
  });
}

/** Resolves when the web process says that it is ready; rejects otherwise. */
export async function pagesReady(web: Pool): Promise<void> {
  const response = await web.request({ method: 'GET', path: '/health/ready', headersTimeout: 2000 });
  await response.body.dump();
  if (response.statusCode !== 200) throw new Error('it says that it is not ready');
}

async function handOn(request: FastifyRequest, reply: FastifyReply, web: Pool, visitors: Visitors) {
  const under = exchange(
    web,
    {
      method: request.method as 'GET',
      path: request.raw.url!,
      headers: [
        ...forwardRequestHeaders(request),
        ...['x-forwarded-host', request.host, 'x-forwarded-proto', request.protocol],
        ...[VISITOR_HEADER, visitors.proof(request)],
      ],
      body: (request.body as Buffer | undefined) ?? null,
      headersTimeout: PATIENCE,
    },
    WHOLE,
  );
  reply.raw.once('close', under.abandon);
  try {
    const { status, headers, body } = await under.answer;
    reply.code(status).headers(forwardAnswerHeaders(headers));
    const length = headers['content-length'];
    if (length !== undefined) reply.header('content-length', length);
    return reply.send(body instanceof Buffer && body.length === 0 ? null : body);
  } catch (error) {
    const fields = { ...requestFields(request), target: 'web', err: error };
    if (!reply.raw.closed) warnThrottled(request.log, 'away web', fields, 'the web process did not answer');
    return sendPlainPage(request, reply.code(503).header('retry-after', '2'), 'away');
  }
}
