import type { FastifyRequest } from 'fastify';
import { invalid, refuse } from './errors.ts';
import type { App } from './http.ts';

type Done = (error: Error | null, body?: unknown) => void;

/**
 * Parses a JSON body. An empty one is malformed where the route wants a body, and no body elsewhere. NUL characters are refused here, once, because PostgreSQL's text cannot hold them.
 */
export function bodyOfJson(app: App) {
  const parse = app.getDefaultJsonParser('error', 'error');
  return (request: FastifyRequest, text: string | Buffer, done: Done): void => {
    const body = String(text);
    if (body === '') {
      done(wantsBody(request.routeOptions.schema?.body) ? refuse.malformed_body() : null, undefined);
      return;
    }
    parse(request, body, (error, value) => {
      if (error) return done(refuse.malformed_body());
      if (body.includes('\\u0000') && hasNul(value))
        return done(invalid('', 'must not contain NUL characters'));
      done(null, value);
    });
  };
}

/** A schema of null as well takes no body for one. */
function wantsBody(schema: unknown): boolean {
  const { type } = (schema ?? { type: 'null' }) as { type?: string | string[] };
  return !(Array.isArray(type) ? type.includes('null') : type === 'null');
}

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => key.includes('\0') || hasNul(member));
}
