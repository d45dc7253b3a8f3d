import type { Reading, Spread } from '@sagashop/figures/reading';
import { addSpreads, msAt, spreadSince } from '@sagashop/figures/spread';
import type { InstanceState, ServiceFigures } from './system-figures.ts';

/** One process of a service as it was found, with what it has counted, and what it had counted before. */
export interface Found extends InstanceState {
  reading?: Reading | undefined;
  before?: Reading | undefined;
}

/** What a service did between two readings, of all its instances together; of one without a first since its start. */
export function serviceFigures(
  name: string,
  found: readonly Found[],
  neighbours: readonly string[],
): ServiceFigures {
  const changes = found.flatMap(({ reading, before }) => (reading ? changeOf(reading, before) : []));
  const rate = (key: string) => rounded(changes.reduce((sum, { rates }) => sum + (rates[key] ?? 0), 0));
  const spread = (...keys: string[]) =>
    addSpreads(changes.flatMap(({ spreads }) => keys.map((key) => spreads[key] ?? [])));
  const times = spread('http', 'asked');
  const readings = found.flatMap(({ reading }) => reading ?? []);
  const total = (key: string) => readings.reduce((sum, { counts }) => sum + (counts[key] ?? 0), 0);
  const gauge = (key: string) => readings.reduce((sum, { gauges }) => sum + (gauges[key] ?? 0), 0);
  return {
    name,
    state: stateOf(found),
    instances: found.map(({ reading: _, before: __, ...instance }) => instance),
    requests: total('http') + total('calls') + total('commands'),
    requestsPerSecond: rounded(rate('http') + rate('calls') + rate('commands')),
    ...{ p50: msAt(0.5, times), p90: msAt(0.9, times), p99: msAt(0.99, times) },
    errorsPerSecond: rounded(rate('http.errors') + rate('asked.errors')),
    ...{ bytesIn: Math.round(rate('bytes.in')), bytesOut: Math.round(rate('bytes.out')) },
    calls: neighboursOf(readings, neighbours).map((to) => ({
      to,
      requestsPerSecond: rate(`to.${to}`),
      errorsPerSecond: rate(`to.${to}.errors`),
      p99: msAt(0.99, spread(`to.${to}`)),
    })),
    queue: gauge('queue'),
    ...(has(readings, 'sagas') && { sagas: gauge('sagas') }),
    batches: batchesOf(readings).map((batch) => ({
      name: batch,
      perSecond: rate(`batch.${batch}`),
      size: rate(`batch.${batch}`) > 0 ? rounded(rate(`items.${batch}`) / rate(`batch.${batch}`)) : null,
      waitP99: msAt(0.99, spread(`batch.${batch}`)),
    })),
    ...(has(readings, 'pool.max') && {
      pool: {
        ...{ max: gauge('pool.max'), running: gauge('pool.running'), waiting: gauge('pool.waiting') },
        waitP99: msAt(0.99, spread('pool')),
      },
    }),
    ...ofDatabase(readings),
  };
}

/** Instances share a database: what one says of it is true of all. */
function ofDatabase(readings: readonly Reading[]): Pick<ServiceFigures, 'database' | 'outbox'> {
  const most = (key: string) => Math.max(...readings.map(({ gauges }) => gauges[key] ?? 0));
  return {
    ...(has(readings, 'database.bytes') && { database: { bytes: most('database.bytes') } }),
    ...(has(readings, 'outbox.events') && {
      outbox: { events: most('outbox.events'), age: rounded(most('outbox.age')) },
    }),
  };
}

function stateOf(found: readonly Found[]): ServiceFigures['state'] {
  if (!found.some(({ reading }) => reading)) return 'away';
  const ready = found.filter((one) => one.ready).length;
  return ready === found.length ? 'ready' : ready > 0 ? 'partly' : 'not_ready';
}

interface Change {
  rates: Record<string, number>;
  spreads: Record<string, Spread>;
}

function changeOf(reading: Reading, before: Reading | undefined): Change {
  const seconds = Math.max(0.001, (reading.age - (before?.age ?? 0)) / 1000);
  const rates = Object.entries(reading.counts).map(([key, count]) => [
    key,
    (count - (before?.counts[key] ?? 0)) / seconds,
  ]);
  const spreads = Object.entries(reading.spreads).map(([key, spread]) => [
    key,
    spreadSince(spread, before?.spreads[key]),
  ]);
  return { rates: Object.fromEntries(rates), spreads: Object.fromEntries(spreads) };
}

const has = (readings: readonly Reading[], key: string) =>
  readings.some(({ gauges }) => gauges[key] !== undefined);

/** Whom a service may ask, and whom it has asked. */
function neighboursOf(readings: readonly Reading[], neighbours: readonly string[]): string[] {
  const asked = keysOf(readings, 'to.').filter((to) => !to.endsWith('.errors'));
  return [...new Set([...neighbours, ...asked])].sort();
}

const batchesOf = (readings: readonly Reading[]) => keysOf(readings, 'batch.').sort();

function keysOf(readings: readonly Reading[], beginning: string): string[] {
  const keys = readings.flatMap(({ counts }) => Object.keys(counts));
  const own = keys.filter((key) => key.startsWith(beginning));
  return [...new Set(own.map((key) => key.slice(beginning.length)))];
}

const rounded = (value: number) => Math.round(value * 100) / 100;
