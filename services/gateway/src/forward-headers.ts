import type { IncomingHttpHeaders } from 'node:http';
import { unsampled } from '@sagashop/chassis/observe/trace-context';
import type { FastifyRequest } from 'fastify';

const TRACE = 'traceparent';
/** Between two neighbours only (RFC 9110, 7.6.1), or said anew for the next one. */
const HOP = new Set([
  ...['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect', 'host'],
  ...['proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'content-length', 'forwarded', 'date'],
  TRACE,
]);
/** A `Connection` header that names no others. */
const KEEPS = /^(?:keep-alive|close|)$/i;
const MOST_NAMED = 1000; // letters of a `Connection` header that are read
/** What the gateway says itself, and believes from nobody. */
const OURS = /^x-(?:sagashop|forwarded)-/;

/**
 * The headers of a request that are for the next one too, without those `kept` back, and nothing that only we may
 * say, as whether it is traced: names and values by turns, as the dispatcher takes them with the least work.
 */
export function forwardRequestHeaders(request: FastifyRequest, kept?: ReadonlySet<string>): string[] {
  const headers: string[] = [];
  const { connection = '' } = request.headers;
  const hop = KEEPS.test(connection) ? undefined : namesIn(connection);
  for (const name in request.headers) {
    if (HOP.has(name) || hop?.has(name) || OURS.test(name) || kept?.has(name)) continue;
    const value = request.headers[name]!;
    if (typeof value === 'string') headers.push(name, value);
    else for (const one of value) headers.push(name, one);
  }
  const trace = request.trace ?? unsampled(request.headers[TRACE]);
  if (trace) headers.push(TRACE, trace);
  return headers;
}

/** The headers that a `Connection` header names: few, since each is one that a client has sent. */
function namesIn(connection: string): Set<string> {
  const names = connection.slice(0, MOST_NAMED).toLowerCase().split(',');
  return new Set(names.map((name) => name.trim()));
}

/** The headers of an answer that are for the client too. */
export function forwardAnswerHeaders(given: IncomingHttpHeaders): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const name in given) {
    if (!HOP.has(name) && !name.startsWith('x-sagashop-')) headers[name] = given[name]!;
  }
  return headers;
}
