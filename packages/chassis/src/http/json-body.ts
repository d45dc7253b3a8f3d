import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import { refuse } from '../errors.ts';
import { tidyTexts } from '../text/tidy-texts.ts';
import { isInUtf8 } from '../text/utf8.ts';
import type { App } from './app.ts';

type Done = (error: Error | null, body?: unknown) => void;

/**
 * Parses a JSON body, whose bytes must be UTF-8 and said to be so where anything is said, and has its texts tidied by
 * the route's schema. An empty one is malformed where the route wants a body, and no body elsewhere.
 */
export function bodyOfJson(app: App) {
  const parse = app.getDefaultJsonParser('error', 'error');
  return (request: FastifyRequest, bytes: string | Buffer, done: Done): void => {
    const schema = request.routeOptions.schema?.body;
    if (!isInUtf8(request.headers['content-type'])) {
      done(refuse.unsupported_media_type({ detail: 'The only charset is UTF-8.' }));
      return;
    }
    const body = String(bytes);
    if (body === '' || (typeof bytes !== 'string' && !isUtf8(bytes))) {
      done(body !== '' || wantsBody(schema) ? refuse.malformed_body() : null, undefined);
      return;
    }
    parse(request, body, (error, value) => {
      if (error) return done(refuse.malformed_body());
      let tidy: unknown;
      try {
        tidy = tidyTexts(value, schema, { nul: 'refused' });
      } catch (refused) {
        return done(refused as Error);
      }
      done(null, tidy);
    });
  };
}

/** A schema of null as well takes no body for one. */
function wantsBody(schema: unknown): boolean {
  const { type } = (schema ?? { type: 'null' }) as { type?: string | string[] };
  return !(Array.isArray(type) ? type.includes('null') : type === 'null');
}
