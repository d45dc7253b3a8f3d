import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after } from 'node:test';
import { until } from '../../cli/test/scratch.ts';

/** A span as a receiver of OTLP has it. */
export interface Received {
  service: string;
  name: string;
  trace: string;
  id: string;
  parent: string | undefined;
  /** `trace/span` of each. */
  links: string[];
  attributes: Record<string, string | number | boolean>;
  failed: boolean;
  start: number;
  end: number;
}

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number; doubleValue?: number; boolValue?: boolean };
}

interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
  links: { traceId: string; spanId: string }[];
  status: { code?: number };
}

interface Sent {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: SentSpan[] }[];
  }[];
}

/** Where spans are sent by OTLP over HTTP in JSON; closed when its test file ends. */
export async function openReceiver() {
  const spans: Received[] = [];
  const bodies: string[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const body = await text(request);
    bodies.push(body);
    if (request.url === '/v1/traces') spans.push(...received(JSON.parse(body) as Sent));
    response.setHeader('content-type', 'application/json').end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_BSP_SCHEDULE_DELAY: '20' };
  return { url, env, spans, bodies };
}

function received({ resourceSpans }: Sent): Received[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(valuesOf(resource.attributes)['service.name']);
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => receivedSpan(service, span)));
  });
}

function receivedSpan(service: string, span: SentSpan): Received {
  return {
    service,
    name: span.name,
    trace: span.traceId,
    id: span.spanId,
    parent: span.parentSpanId || undefined,
    links: span.links.map(({ traceId, spanId }) => `${traceId}/${spanId}`),
    attributes: valuesOf(span.attributes),
    failed: span.status.code === 2,
    start: Number(span.startTimeUnixNano) / 1e6,
    end: Number(span.endTimeUnixNano) / 1e6,
  };
}

function valuesOf(attributes: Attribute[]): Received['attributes'] {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]!]));
}

/**
 * A trace as lines, `service: name`, each two spaces deeper than what it belongs to; below one of its spans where that
 * is given. What happened several times in the same place is told once, and what belongs to a lost span is below `?`.
 */
export function treeOf(spans: readonly Received[], trace: string, under?: Received): string[] {
  const own = new Map(spans.filter((span) => span.trace === trace).map((span) => [span.id, span]));
  const pathOf = (span: Received): string[] => {
    const parent = span.parent && span !== under ? own.get(span.parent) : undefined;
    const above = parent ? pathOf(parent) : span.parent && span !== under ? ['?'] : [];
    return [...above, `${span.service}: ${span.name}`];
  };
  const paths = [...own.values()].map((span) => pathOf(span).join(' > '));
  const within = under ? `${under.service}: ${under.name}` : '';
  return shownTree(paths.filter((path) => path === within || path.startsWith(under ? `${within} > ` : '')));
}

/** Paths as an indented tree, sorted by name. */
export function shownTree(paths: readonly string[]): string[] {
  return [...new Set(paths)]
    .map((path) => path.split(' > '))
    .sort((a, b) => (a.join('\0') < b.join('\0') ? -1 : 1))
    .map((path) => '  '.repeat(path.length - 1) + path.at(-1));
}

/** Waits until the spans say this, which come one after the other; says what they said otherwise. */
export async function comesTo(wanted: readonly string[], told: () => readonly string[]): Promise<void> {
  const same = () => JSON.stringify(told()) === JSON.stringify(wanted);
  await until(async () => same(), 20_000).catch(() => {});
  assert.deepEqual(told(), wanted);
}
