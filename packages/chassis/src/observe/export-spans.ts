import { type Attributes, DiagLogLevel, diag, type HrTime, type SpanContext } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace';
import type { Span } from './tracing.ts';
import type { TracingConfig } from './tracing-config.ts';
import type { Voice } from './warn-throttled.ts';

const KINDS = { internal: 0, server: 1, client: 2, consumer: 4 } as const;
const ERROR = 2;
const UNSET = 0;
const SCOPE = { name: 'sagashop' };
const PATIENCE = 500; // ms; who stops a shop waits no longer for its spans

/**
 * Sends spans in batches by OTLP over HTTP, as JSON. What cannot be sent is dropped, which
 * is logged once, and once more when it can be sent again. Only
 * OpenTelemetry's processor and exporter are used: our spans are made when they are over, so its live ones are not needed.
 */
export function exportSpans(config: TracingConfig, url: string, log: Voice) {
  const { origin, pathname } = new URL(url); // a query may hold a key
  let away = false;
  const say = (message: string) => {
    if (away) return;
    away = true;
    const details = { why: reasonIn(message), url: `${origin}${pathname}` };
    log.warn(details, 'spans could not be sent; this is said once, until they can be sent again');
  };
  const quiet = () => {};
  diag.setLogger(
    { error: say, warn: say, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const exporter = new OTLPTraceExporter({ url });
  const { export: send } = exporter;
  exporter.export = (spans, told) =>
    Reflect.apply(send, exporter, [
      spans,
      (result: Parameters<typeof told>[0]) => {
        if (result.code === 0 && away) {
          away = false;
          log.warn({ url: `${origin}${pathname}` }, 'spans are sent again');
        }
        told(result);
      },
    ]);
  const processor = new BatchSpanProcessor({
    exporter,
    scheduledDelayMillis: config.OTEL_BSP_SCHEDULE_DELAY,
    maxQueueSize: config.OTEL_BSP_MAX_QUEUE_SIZE,
  });
  const { resourceOf, call } = resources(config);
  return {
    call,
    record: (span: Span) => processor.onEnd(readable(span, resourceOf(span.service))),
    flush: () => void processor.forceFlush().catch(quiet),
    stop: async () => {
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE);
      });
      await Promise.race([processor.shutdown().catch(quiet), enough]);
      clearTimeout(timer);
    },
  };
}

/** An error comes as JSON, with its stack. */
function reasonIn(message: string): string {
  const [, reason = message] = /"message":"((?:[^"\\]|\\.)*)"/.exec(message) ?? [];
  return reason.slice(0, 200);
}

/** What tells the services of one process apart: each is a resource of its own, as if it had a process to itself. */
function resources({ OTEL_SERVICE_NAME: fixed }: TracingConfig) {
  const common = detectResources({ detectors: [envDetector] });
  const known = new Map<string, Resource>();
  let own = 'sagashop';
  const resourceOf = (service: string): Resource => {
    const name = fixed ?? (service || own);
    let resource = known.get(name);
    if (!resource) {
      const named = { 'service.name': name, 'service.namespace': 'sagashop', 'process.pid': process.pid };
      known.set(name, (resource = resourceFromAttributes(named).merge(common)));
    }
    return resource;
  };
  return { resourceOf, call: (name: string) => void (own = name) };
}

function readable(span: Span, resource: Resource): ReadableSpan {
  const context = contextOf(span.trace);
  const parent = span.parent === null ? {} : { parentSpanContext: contextOf(span.parent) };
  const attributes: Attributes = span.attributes ?? {};
  return {
    name: span.name,
    kind: KINDS[span.kind],
    spanContext: () => context,
    ...parent,
    startTime: hrTime(span.start),
    endTime: hrTime(Math.max(span.start, span.end)),
    duration: hrTime(Math.max(0, span.end - span.start)),
    status: span.failed === undefined ? { code: UNSET } : { code: ERROR, message: span.failed },
    attributes: span.failed === undefined ? attributes : { ...attributes, 'error.type': span.failed },
    links: (span.links ?? []).map((link) => ({ context: contextOf(link) })),
    events: [],
    ended: true,
    resource,
    instrumentationScope: SCOPE,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function contextOf(trace: string): SpanContext {
  return { traceId: trace.slice(3, 35), spanId: trace.slice(36, 52), traceFlags: 1 };
}

function hrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}
