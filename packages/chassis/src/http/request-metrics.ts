import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Counter } from '../observe/instruments.ts';
import type { Metrics } from '../observe/metrics.ts';

/** What whoever watches asks, on and on: no visitor's; and what services ask each other, which is timed by call and command. */
const [WATCHING, INTERNAL] = [/^\/(?:health\/|metrics$)/, /^\/(?:messages$|internal\/)/];

/**
 * Counts each answered request under its route's pattern. What matches no route is counted as route `none`,
 * whatever its path was. The series of a route are found once and then kept with it.
 */
export function requestMetrics(metrics: Metrics): (request: FastifyRequest, reply: FastifyReply) => void {
  const routes = new Map<unknown, Map<string, (request: FastifyRequest, reply: FastifyReply) => void>>();
  return (request, reply) => {
    const { config, url = 'none' } = request.routeOptions;
    let methods = routes.get(config);
    if (!methods) routes.set(config, (methods = new Map()));
    let count = methods.get(request.method);
    if (!count) {
      count = routeCounter(metrics, [config.service ?? 'gateway', request.method, url]);
      methods.set(request.method, count);
    }
    count(request, reply);
  };
}

function routeCounter(metrics: Metrics, route: [service: string, method: string, route: string]) {
  const [service, , url] = route;
  if (WATCHING.test(url)) return () => {};
  const [bytesIn, bytesOut] = [metrics.requestBytes(service), metrics.responseBytes(service)];
  const seconds = metrics.requestSeconds(...route);
  const spread = INTERNAL.test(url) ? undefined : metrics.requestTimes(service);
  const byStatus = new Map<number, Counter>();
  const ofStatus = (status: number): Counter => {
    const found = byStatus.get(status) ?? metrics.requests(...route, String(status));
    byStatus.set(status, found);
    return found;
  };
  return (request: FastifyRequest, reply: FastifyReply): void => {
    const time = reply.elapsedTime / 1000;
    ofStatus(reply.statusCode).inc();
    seconds.inc(time);
    spread?.observe(time);
    bytesIn.inc(lengthOf(request.headers['content-length']));
    bytesOut.inc(lengthOf(reply.getHeader('content-length')));
  };
}

/** A length that is missing, or no number, counts as nothing. */
function lengthOf(header: unknown): number {
  const length = Number(header);
  return length > 0 && Number.isSafeInteger(length) ? length : 0;
}
