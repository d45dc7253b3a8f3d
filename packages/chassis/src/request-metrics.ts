import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.ts';
import type { Count, Spread } from './series.ts';

interface RouteSeries {
  in: Count;
  out: Count;
  times: Map<number, Spread>;
  timesOf(status: number): Spread;
}

/**
 * Counts each answered request under its route's pattern. What matches no route is counted as route `none`,
 * whatever its path was. The series of a route are found once and then kept with it.
 */
export function requestCounter(metrics: Metrics): (request: FastifyRequest, reply: FastifyReply) => void {
  const routes = new Map<unknown, Map<string, RouteSeries>>();
  return (request, reply) => {
    const { config, url = 'none' } = request.routeOptions;
    let methods = routes.get(config);
    if (!methods) routes.set(config, (methods = new Map()));
    let series = methods.get(request.method);
    if (!series) {
      series = routeSeries(metrics, config.service ?? 'gateway', request.method, url);
      methods.set(request.method, series);
    }
    series.timesOf(reply.statusCode).observe(reply.elapsedTime / 1000);
    series.in.add(lengthOf(request.headers['content-length']));
    series.out.add(lengthOf(reply.getHeader('content-length')));
  };
}

function routeSeries(metrics: Metrics, service: string, method: string, route: string): RouteSeries {
  return {
    in: metrics.requestBytes(service, method, route),
    out: metrics.responseBytes(service, method, route),
    times: new Map(),
    timesOf(status) {
      let times = this.times.get(status);
      if (!times) {
        times = metrics.requests(service, method, route, String(status));
        this.times.set(status, times);
      }
      return times;
    },
  };
}

/** A length that is missing, or no number, counts as nothing. */
function lengthOf(header: unknown): number {
  const length = Number(header);
  return length > 0 && Number.isSafeInteger(length) ? length : 0;
}
