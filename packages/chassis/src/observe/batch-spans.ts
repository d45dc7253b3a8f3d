import { childOf, type Trace } from './trace-context.ts';
import { isTracing, record, wallTime } from './tracing.ts';

/** What spans need to know of a batch, and of those that wait in it since a time of performance.now(). */
interface Traced<I> {
  name: string;
  traceOf?(item: I): Trace;
  tracedAs?: string;
}

/** The spans of a batch, as long as it is handled. */
export interface BatchSpans {
  /** Where what is done for the whole batch happens. */
  trace: string;
  end(): void;
}

/**
 * A span for each item of a batch that is traced, from when it came until the batch is over. What is done for all of
 * them together, the database's part, happens once: in the span of the first, which is linked with all the others,
 * and they with it. Undefined when none is traced.
 */
export function batchSpans<I>(
  options: Traced<I>,
  batch: readonly { item: I; since: number }[],
): BatchSpans | undefined {
  if (!options.traceOf || !isTracing()) return undefined;
  const spans: { parent: string; since: number; trace: string }[] = [];
  for (const { item, since } of batch) {
    const parent = options.traceOf(item);
    if (parent !== null) spans.push({ parent, since, trace: childOf(parent) });
  }
  if (spans.length === 0) return undefined;
  const { trace } = spans[0]!;
  const { name, tracedAs: service = name.split('.', 1)[0]! } = options;
  const began = performance.now();
  const end = () => {
    const over = wallTime(performance.now());
    for (const one of spans) {
      const others = one.trace === trace ? spans.slice(1).map((other) => other.trace) : [trace];
      record({
        ...{ service, name, kind: 'internal', trace: one.trace, parent: one.parent },
        ...{ start: wallTime(one.since), end: over },
        attributes: {
          'sagashop.batch.size': batch.length,
          'sagashop.batch.wait_ms': round(began - one.since),
        },
        ...(others.length > 0 && { links: others.slice(0, MOST_LINKS) }),
      });
    }
  };
  return { trace, end };
}

const MOST_LINKS = 128; // what OpenTelemetry allows unless told otherwise

const round = (ms: number) => Math.round(ms * 1000) / 1000;
