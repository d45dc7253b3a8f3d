import { isId } from '@sagashop/kernel/ids';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../observe/log.ts';

/** Asked every few seconds by whoever watches the process. */
const WATCHED = /^\/(?:health|metrics)\b/;

/** Paths of collections, and the field of the log in which the id of one in it is told: `{ '/api/things': 'thingId' }`. */
export type LoggedIds = Readonly<Record<string, string>>;

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
  ids: LoggedIds = {},
): ((request: FastifyRequest, reply: FastifyReply) => void) | undefined {
  if (!log.isLevelEnabled('info')) return undefined;
  const collections = Object.entries(ids);
  return (request, reply) => {
    const level = WATCHED.test(request.routeOptions.url ?? '') ? 'debug' : 'info';
    const { statusCode: status, elapsedTime: took } = reply;
    log[level](
      { ...requestFields(request), status, took, ...idsOf(collections, request, reply) },
      'a request was answered',
    );
  };
}

/** What a request was about: its id is in the path, also where the gateway hands it on, or in `Location` when it was made. */
function idsOf(collections: [path: string, field: string][], request: FastifyRequest, reply: FastifyReply) {
  const route = request.routeOptions.url ?? '';
  const location = String(reply.getHeader('location') ?? '');
  return Object.fromEntries(
    collections.map(([path, field]) => {
      const parameter = route.startsWith(`${path}/`) ? firstPart(route, path).replace(':', '') : undefined;
      const given = parameter && (request.params as Record<string, string | undefined>)[parameter];
      const id = parameter
        ? firstPart(`/${given}`)
        : location.startsWith(`${path}/`) && firstPart(location, path);
      return [field, id && isId(id) ? id : undefined];
    }),
  );
}

/** What stands between the two slashes after a prefix, or to the end. */
const firstPart = (path: string, prefix = '') => path.slice(prefix.length + 1).split('/', 1)[0]!;
