import type { Sample } from '@sagashop/figures/samples';
import { quantile } from '@sagashop/figures/spread';
import type { Counted } from './scrape.ts';

/** What one service was asked in one way during a run. Times in ms; null where nothing was asked. */
export interface ServiceRow {
  service: string;
  /** `http`: by its routes; `commands`: by sagas; `calls`: by other services. */
  via: 'http' | 'commands' | 'calls';
  requests: number;
  p50: number | null;
  p90: number | null;
  p99: number | null;
  /** Refusals, which are answers: 4xx, or a command that was refused. */
  refused: number;
  /** 5xx, a command that broke or was not answered, a call that failed. */
  errors: number;
  /** Bytes of bodies; null where services share a process and none are sent. */
  bytesIn: number | null;
  bytesOut: number | null;
  /** A process of it was started anew during the run, and counted only since then. */
  anew: boolean;
}

interface Way {
  via: ServiceRow['via'];
  counter: string;
  histogram: string;
  refused(labels: Record<string, string>): boolean;
  failed(labels: Record<string, string>): boolean;
}

const WAYS: readonly Way[] = [
  {
    via: 'http',
    counter: 'sagashop_http_requests_total',
    histogram: 'sagashop_http_request_duration_seconds',
    refused: ({ status = '' }) => status.startsWith('4'),
    failed: ({ status = '' }) => status.startsWith('5'),
  },
  {
    via: 'commands',
    counter: 'sagashop_commands_total',
    histogram: 'sagashop_command_duration_seconds',
    refused: ({ reply }) => reply === 'refused',
    failed: ({ reply }) => reply === 'fault' || reply === 'none',
  },
  {
    via: 'calls',
    counter: 'sagashop_calls_total',
    histogram: 'sagashop_call_duration_seconds',
    refused: () => false,
    failed: ({ outcome }) => outcome === 'failed',
  },
];

/** The table of a run, from what was counted during it: a row for each service and way that was used. */
export function serviceRows(processes: readonly Counted[]): ServiceRow[] {
  const byName = Map.groupBy(
    processes.flatMap(({ samples }) => samples),
    ({ name }) => name,
  );
  const anew = new Set(processes.flatMap((process) => (process.anew ? servicesIn(process.samples) : [])));
  const rows = WAYS.flatMap((way) => {
    const counts = byName.get(way.counter) ?? [];
    const services = new Set(counts.map(({ labels }) => labels['service'] ?? ''));
    return [...services].map((service) => ({ ...rowOf(service, way, byName), anew: anew.has(service) }));
  });
  return rows
    .filter(({ requests }) => requests > 0)
    .sort((a, b) => (a.service < b.service ? -1 : a.service > b.service ? 1 : 0));
}

function servicesIn(samples: readonly Sample[]): string[] {
  const counts = WAYS.map(({ counter }) => counter);
  return samples.filter(({ name }) => counts.includes(name)).map(({ labels }) => labels['service'] ?? '');
}

function rowOf(service: string, way: Way, byName: Map<string, Sample[]>): Omit<ServiceRow, 'anew'> {
  const own = (name: string) =>
    (byName.get(name) ?? []).filter(({ labels }) => labels['service'] === service);
  const counts = own(way.counter);
  const sum = (samples: readonly Sample[]) => samples.reduce((total, { value }) => total + value, 0);
  const buckets = new Map<number, number>();
  for (const { labels, value } of own(`${way.histogram}_bucket`)) {
    const bound = labels['le'] === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels['le']);
    buckets.set(bound, (buckets.get(bound) ?? 0) + value);
  }
  const at = (share: number) =>
    quantile(
      share,
      [...buckets].sort(([a], [b]) => a - b),
    );
  const bytes = (name: string) => (way.via === 'http' ? sum(own(name)) : null);
  return {
    service,
    via: way.via,
    requests: sum(counts),
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    refused: sum(counts.filter(({ labels }) => way.refused(labels))),
    errors: sum(counts.filter(({ labels }) => way.failed(labels))),
    bytesIn: bytes('sagashop_http_request_bytes_total'),
    bytesOut: bytes('sagashop_http_response_bytes_total'),
  };
}
