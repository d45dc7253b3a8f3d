import { childOf, type Trace } from './trace-context.ts';

/** Something that took its time, told when it is over. It must hold no personal data: names from the code, ids, counts. */
export interface Span {
  /** The service that did it; the process as a whole when empty. */
  service: string;
  /** Of bounded number: never an address or a text from a request. */
  name: string;
  kind: 'internal' | 'server' | 'client' | 'consumer';
  /** Its own place in the trace, and the span that it happened in. */
  trace: string;
  parent: Trace;
  /** ms since 1970, with fractions. */
  start: number;
  end: number;
  attributes?: Record<string, string | number | boolean>;
  /** Spans of other traces that have to do with it. */
  links?: readonly string[];
  /** Why it did not do what it was to do. */
  failed?: string;
}

export type Recorder = (span: Span) => void;

const OFF = { record: undefined as Recorder | undefined, ratio: 0 };
let now = OFF;

/** From now on spans of this process go to the recorder, and so many of the requests that come from outside are traced. */
export function traceTo(record: Recorder | undefined, ratio: number): void {
  now = record ? { record, ratio } : OFF;
}

/** Whether this process records spans. It is decided before its apps are made, and stays so. */
export function isTracing(): boolean {
  return now.record !== undefined;
}

/** Whether a request from outside is to be traced: by chance alone, since whoever sends it must have no say in it. */
export function isChosen(): boolean {
  return Math.random() < now.ratio;
}

/** Tells of a span. It is lost, without a word, when this process does not trace. */
export function record(span: Span): void {
  now.record?.(span);
}

let origin = performance.timeOrigin;

/** A time of performance.now() as ms since 1970, also after the machine's clock was set. */
export function wallTime(at: number): number {
  const offset = Date.now() - performance.now();
  if (Math.abs(offset - origin) > 2) origin = offset;
  return origin + at;
}

/** Does something inside a span, which `work` is given to pass on. Nothing is recorded of what is not traced. */
export async function within<T>(
  parent: Trace,
  what: Pick<Span, 'service' | 'name' | 'kind' | 'attributes'>,
  work: (trace: Trace) => Promise<T>,
): Promise<T> {
  if (parent === null || !isTracing()) return work(parent);
  const since = performance.now();
  const span: Span = { ...what, trace: childOf(parent), parent, start: wallTime(since), end: 0 };
  try {
    return await work(span.trace);
  } catch (error) {
    span.failed = reasonOf(error);
    throw error;
  } finally {
    span.end = wallTime(performance.now());
    record(span);
  }
}

/** Asks a service's database something for a batch of so many: one statement, or one transaction with all of them. */
export function inDatabase<T>(
  trace: Trace,
  { service, items }: { service: string; items: number },
  work: () => Promise<T>,
): Promise<T> {
  if (trace === null) return work();
  const attributes = {
    'db.system.name': 'postgresql',
    'db.namespace': service,
    ...(items > 1 && { 'db.operation.batch.size': items }),
  };
  return within(trace, { service, name: `database ${service}`, kind: 'client', attributes }, work);
}

/** What kind of error it was: its code or name. Messages may hold what somebody has written. */
function reasonOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name ?? 'error');
}
