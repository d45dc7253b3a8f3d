import { randomBytes } from 'node:crypto';

/**
 * Where in which trace something happens: a `traceparent` of W3C's Trace Context with the sampled flag, as it travels
 * between processes. Null when it is not traced, as nearly everything is: then nothing is made, and nothing is sent.
 */
export type Trace = string | null;

/** What a `traceparent` says. */
interface TraceParent {
  traceId: string;
  spanId: string;
  sampled: boolean;
}

const FORM = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const SPAN = 36; // where the span's id begins
const SAMPLED = 1;

/** Reads a request's `traceparent`; undefined for none, for several, and for one that is not well-formed. */
export function parseTraceparent(header: unknown): TraceParent | undefined {
  if (typeof header !== 'string' || header.length > 200) return undefined;
  const found = FORM.exec(header);
  if (!found) return undefined;
  const [, version, traceId, spanId, flags, more] = found;
  // Later versions may say more; this one says nothing else.
  if (version === '00' && more !== undefined) return undefined;
  return { traceId: traceId!, spanId: spanId!, sampled: (Number.parseInt(flags!, 16) & SAMPLED) === 1 };
}

/** The id of the trace that a request's `traceparent` names, sampled or not; undefined when it names none. */
export function traceIdOf(header: unknown): string | undefined {
  return parseTraceparent(header)?.traceId;
}

/** A span of its own in a sampled trace, a new one unless its id is given. */
export function newSpan(traceId = randomBytes(16).toString('hex')): string {
  return `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
}

/** A new span in the same trace. */
export function childOf(trace: string): string {
  return `${trace.slice(0, SPAN)}${randomBytes(8).toString('hex')}-01`;
}

/** The same trace, saying that nobody records it. Undefined for what is no `traceparent`. */
export function unsampled(header: unknown): string | undefined {
  const read = parseTraceparent(header);
  return read && `00-${read.traceId}-${read.spanId}-00`;
}
