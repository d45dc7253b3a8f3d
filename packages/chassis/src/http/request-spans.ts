import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { childOf, newSpan, parseTraceparent, type Trace } from '../observe/trace-context.ts';
import { isChosen, isTracing, record, wallTime } from '../observe/tracing.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The span that its request is; null when it is not traced. */
    trace: Trace;
  }
}

/** Lets an app tell of its requests that are traced, as `service`, or as the service whose route it is. */
export function recordRequests(app: Pick<FastifyInstance, 'addHook'>, service?: string): void {
  if (!isTracing()) return;
  app.addHook('onResponse', (request, reply, done) => {
    if (request.trace !== null) recordRequest(request, reply, request.trace, service);
    done();
  });
}

/** Goes on with the trace that a request of another service of ours belongs to. */
export function goOn(request: FastifyRequest): void {
  if (!isTracing()) return;
  const { traceparent } = request.headers;
  if (parseTraceparent(traceparent)?.sampled) request.trace = childOf(traceparent as string);
}

/**
 * Decides whether a request from outside is traced. The trace that it names may go on, so that a browser's click is
 * part of it; whether it is sampled is not the client's to say.
 */
export function choose(request: FastifyRequest): void {
  if (isChosen()) request.trace = newSpan(parseTraceparent(request.headers['traceparent'])?.traceId);
}

function recordRequest(request: FastifyRequest, reply: FastifyReply, trace: string, name?: string): void {
  const { url: route = 'none', config } = request.routeOptions;
  const { statusCode: status } = reply;
  const end = wallTime(performance.now());
  const came = parseTraceparent(request.headers['traceparent']);
  record({
    service: name ?? config.service ?? '',
    name: `${request.method} ${route}`,
    kind: 'server',
    trace,
    parent: came ? `00-${came.traceId}-${came.spanId}-01` : null,
    start: end - reply.elapsedTime,
    end,
    attributes: {
      'http.request.method': request.method,
      'http.route': route,
      'http.response.status_code': status,
    },
    ...(status >= 500 && { failed: String(status) }),
  });
}
