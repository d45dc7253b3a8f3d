import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Reading, Spread } from './reading.ts';
import { type Sample, samplesOf } from './samples.ts';
import { addSpreads, BEYOND } from './spread.ts';

const REQUESTS = 'sagashop_http_requests_total';
const TIMES = 'sagashop_http_request_duration_seconds';
const PEERS = 'sagashop_peer_requests_total';
const PEER_TIMES = 'sagashop_peer_request_duration_seconds';
const BYTES = { in: 'sagashop_http_request_bytes_total', out: 'sagashop_http_response_bytes_total' };
const BATCH = 'sagashop_batch_items';
const BATCH_WAIT = 'sagashop_batch_wait_seconds';
const POOL = 'sagashop_database_pool_connections_max';
const TRANSACTIONS = 'sagashop_database_transactions';
const POOL_WAIT = 'sagashop_database_transaction_wait_seconds';
const SAGAS = 'sagashop_sagas_running';

const FAMILIES: ReadonlySet<string> = new Set([
  ...[REQUESTS, TIMES, PEERS, PEER_TIMES, BYTES.in, BYTES.out],
  ...[BATCH, BATCH_WAIT, POOL, TRANSACTIONS, POOL_WAIT, SAGAS],
]);

/** What services ask of each other over HTTP is told with the calls and commands that it carries. */
const BETWEEN_SERVICES = /^\/(?:messages$|internal\/)/;

type Counts = Pick<Reading, 'counts' | 'spreads' | 'gauges'>;

/** What this process has counted for Prometheus of one service. */
export function readCounts(metrics: Metrics, service: string): Counts {
  const all = samplesOf(metrics.registry, FAMILIES);
  const found: Counts = { counts: {}, spreads: {}, gauges: {} };
  for (const sample of all) if (sample.labels['service'] === service) note(found, sample);
  return found;
}

/**
 * The same of the gateway, through which every request of a visitor comes: those of the services that are mounted in its
 * process are its own too. What it lets in for which of them, `serviceOf` says by a route's pattern.
 */
export function readEntered(
  metrics: Metrics,
  gateway: string,
  serviceOf: (route: string) => string | undefined,
): Counts {
  const found = readCounts(metrics, gateway);
  const own = new Set([REQUESTS, TIMES, BYTES.in, BYTES.out, `${TIMES}_bucket`]);
  for (const sample of samplesOf(metrics.registry, FAMILIES)) {
    const { name, labels, value } = sample;
    const service = labels['service'] ?? '';
    if (own.has(name) && service !== gateway) note(found, sample);
    if (name !== REQUESTS || BETWEEN_SERVICES.test(labels['route'] ?? '')) continue;
    const to = service === gateway ? serviceOf(labels['route'] ?? '') : service;
    if (to) add(found.counts, `to.${to}`, value, isError(labels));
  }
  return found;
}

const isError = ({ status = '' }: Sample['labels']) => status.startsWith('5');

/** Adds one line of the page to what it belongs to. */
function note({ counts, spreads, gauges }: Counts, { name, labels, value }: Sample): void {
  const { le, batch = '', to = '', state = '' } = labels;
  const bucket = (key: string) => {
    const bound = le === '+Inf' ? BEYOND : Number(le);
    spreads[key] = addSpreads([spreads[key] ?? [], [[bound, value]] as Spread]);
  };
  if (name === REQUESTS) {
    if (!BETWEEN_SERVICES.test(labels['route'] ?? '')) add(counts, 'http', value, isError(labels));
  } else if (name === `${TIMES}_bucket`) bucket('http');
  else if (name === BYTES.in) add(counts, 'bytes.in', value);
  else if (name === BYTES.out) add(counts, 'bytes.out', value);
  else if (name === PEERS) add(counts, `to.${to}`, value, labels['outcome'] === 'failed');
  else if (name === `${PEER_TIMES}_bucket`) bucket(`to.${to}`);
  else if (name === `${BATCH}_count`) add(counts, `batch.${batch}`, value);
  else if (name === `${BATCH}_sum`) add(counts, `items.${batch}`, value);
  else if (name === `${BATCH_WAIT}_bucket`) bucket(`batch.${batch}`);
  else if (name === POOL) gauges['pool.max'] = value;
  else if (name === TRANSACTIONS) gauges[`pool.${state}`] = value;
  else if (name === `${POOL_WAIT}_bucket`) bucket('pool');
  else if (name === SAGAS) gauges['sagas'] = value;
}

function add(counts: Counts['counts'], key: string, value: number, isError = false): void {
  counts[key] = (counts[key] ?? 0) + value;
  if (isError) counts[`${key}.errors`] = (counts[`${key}.errors`] ?? 0) + value;
}
