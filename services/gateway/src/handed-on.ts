import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';

/** Between two neighbours only (RFC 9110, 7.6.1), or said anew for the next one. */
const HOP = new Set([
  ...['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect', 'host'],
  ...['proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'content-length', 'forwarded', 'date'],
]);

/** The headers of a request that are for the next one too: nothing that only we may say. */
export function requestHeaders(request: FastifyRequest): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  const hop = new Set((request.headers.connection ?? '').toLowerCase().split(/\s*,\s*/));
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || HOP.has(name) || hop.has(name)) continue;
    if (name.startsWith('x-sagashop-') || name.startsWith('x-forwarded-')) continue;
    headers[name] = value;
  }
  return headers;
}

/** The headers of an answer that are for the client too. */
export function answerHeaders(given: IncomingHttpHeaders): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && !HOP.has(name) && !name.startsWith('x-sagashop-')) headers[name] = value;
  }
  return headers;
}
