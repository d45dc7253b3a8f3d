import type { App } from '@sagashop/chassis/http/app';
import { choose, goOn } from '@sagashop/chassis/http/request-spans';
import { isTracing } from '@sagashop/chassis/observe/tracing';
import type { FastifyRequest } from 'fastify';
import { VISITOR_HEADER, type Visitors } from './visitors.ts';

/** What services ask of each other says by itself whether it is traced; who looks whether we live is not traced. */
const OTHERS = /^\/(?:messages|internal\/|health\/|metrics)/;

/**
 * Traces begin here. Each request from outside is chosen by chance; only the web process is believed that a trace goes
 * on, since it shows a proof that a visitor's request came to it from us.
 */
export function traceVisitors(app: App, visitors: Visitors): void {
  if (!isTracing()) return;
  app.addHook('onRequest', (request, _reply, done) => {
    if (!OTHERS.test(request.url)) {
      if (isOurs(request, visitors)) goOn(request);
      else choose(request);
    }
    done();
  });
}

function isOurs({ headers }: FastifyRequest, visitors: Visitors): boolean {
  const proof = headers[VISITOR_HEADER];
  return typeof proof === 'string' && visitors.visitorOf(proof) !== undefined;
}
