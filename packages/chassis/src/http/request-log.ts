import { isId } from '@sagashop/kernel/ids';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../observe/log.ts';

/** Asked every few seconds by whoever watches the process. */
const WATCHED = /^\/(?:health|metrics)\b/;
const ORDER = /^\/api\/orders\/([^/]+)/;

/** A request as the log tells it: by its route's pattern, never by its path, its query, its headers or its body. */
export function requestFields(request: FastifyRequest): object {
  const { config, url: route } = request.routeOptions;
  const trace = request.trace ?? request.headers['traceparent'];
  return { request: request.id, method: request.method, route, service: config.service, trace };
}

/**
 * Tells each answered request where the log takes `info`; undefined where it does not, so that nobody is asked. What is
 * asked of the process itself is told at `debug` only.
 */
export function requestLog(
  log: Logger,
): ((request: FastifyRequest, reply: FastifyReply) => void) | undefined {
  if (!log.isLevelEnabled('info')) return undefined;
  return (request, reply) => {
    const level = WATCHED.test(request.routeOptions.url ?? '') ? 'debug' : 'info';
    const { statusCode: status, elapsedTime: took } = reply;
    log[level](
      { ...requestFields(request), status, took, order: orderOf(request, reply) },
      'a request was answered',
    );
  };
}

/** The order that a request was about: in its path, also where the gateway hands it on, or made by it. */
function orderOf(request: FastifyRequest, reply: FastifyReply): string | undefined {
  if (ORDER.test(request.routeOptions.url ?? '')) {
    const { id, '*': rest } = request.params as { id?: string; '*'?: string };
    return idIn(id ?? rest?.split('/')[0]);
  }
  return idIn(ORDER.exec(String(reply.getHeader('location') ?? ''))?.[1]);
}

const idIn = (text: string | undefined) => (text !== undefined && isId(text) ? text : undefined);
