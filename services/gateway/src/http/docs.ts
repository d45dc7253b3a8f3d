import { createReadStream, type ReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import type { App } from '@sagashop/chassis/http/app';
import type { FastifyReply, FastifyRequest } from 'fastify';

const DOCS = new URL('../../../../docs/api/', import.meta.url);

/** Scripts come from files of this origin only; the reference writes styles of its own into the page. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The API's description as OpenAPI 3.1, and a page to read and try it. All of it is streamed from disk when
 * somebody asks, so that it costs a shop nothing at the start and at rest.
 */
export function docsRoutes(app: App): void {
  const config = { service: 'gateway', needs: 'anyone' } as const;
  app.get('/api/openapi.json', { config }, (request, reply) =>
    stream(request, reply, 'application/json; charset=utf-8', new URL('gateway.json', DOCS)),
  );
  app.get('/api/docs', { config }, (request, reply) => {
    reply.header('content-security-policy', PAGE_POLICY);
    return stream(request, reply, 'text/html; charset=utf-8', new URL('page/page.html', DOCS));
  });
  app.get('/api/docs/start.js', { config }, (request, reply) =>
    stream(request, reply, SCRIPT, new URL('page/start.js', DOCS)),
  );
  app.get('/api/docs/scalar.js', { config }, (request, reply) => {
    // The package's own start writes an inline script into the page; only its script file is of use here.
    const main = import.meta.resolve('@scalar/fastify-api-reference');
    reply.header('cache-control', 'public, max-age=3600');
    return stream(request, reply, SCRIPT, new URL('js/standalone.js', main));
  });
}

const SCRIPT = 'text/javascript; charset=utf-8';

function stream(request: FastifyRequest, reply: FastifyReply, type: string, file: URL): FastifyReply {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
  reply.type(type).header('vary', 'accept-encoding');
  const bytes: ReadStream = createReadStream(fileURLToPath(file));
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(bytes);
  const packed = createGzip();
  bytes.once('error', (error) => packed.destroy(error));
  packed.once('close', () => bytes.destroy());
  return reply.header('content-encoding', 'gzip').send(bytes.pipe(packed));
}
