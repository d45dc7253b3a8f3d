import type { Registry } from 'prom-client';
import type { Env } from '../config/config.ts';
import { counter, FINE_SECONDS, gauge, histogram, SECONDS, summary } from './instruments.ts';
import { processMetrics } from './process-metrics.ts';
import { createRegistry } from './registry.ts';

/**
 * What one process counts; docs/metrics.md lists it. Labels are of bounded number: names from the code, never
 * from a request. `service` tells the services of one process apart. What is told apart finely is counted only; times
 * have few series, since each of those is ten lines and more of every page.
 */
export function createMetrics(env: Env = {}) {
  const registry = createRegistry();
  processMetrics(registry);
  return {
    registry,
    /** Whether the page stands on a port of its own, and so not where visitors come in. */
    ownPort: Boolean(env['METRICS_PORT']),
    ...requestMetrics(registry),
    ...messageMetrics(registry),
    ...batchMetrics(registry),
    ...databaseMetrics(registry),
  };
}

function requestMetrics(registry: Registry) {
  const route = ['service', 'method', 'route'];
  const labels = ['service'];
  return {
    requests: counter(registry, {
      name: 'sagashop_http_requests_total',
      help: 'Requests that were answered',
      labels: [...route, 'status'],
    }),
    requestSeconds: counter(registry, {
      name: 'sagashop_http_request_seconds_total',
      help: 'Time that it took to answer them, all together',
      labels: route,
    }),
    requestTimes: histogram(registry, {
      name: 'sagashop_http_request_duration_seconds',
      help: 'Time to answer a request',
      labels,
      buckets: FINE_SECONDS,
    }),
    requestBytes: counter(registry, {
      name: 'sagashop_http_request_bytes_total',
      help: 'Bytes of requests’ bodies, as their Content-Length says',
      labels,
    }),
    responseBytes: counter(registry, {
      name: 'sagashop_http_response_bytes_total',
      help: 'Bytes of answers’ bodies',
      labels,
    }),
  };
}

function messageMetrics(registry: Registry) {
  return {
    commands: counter(registry, {
      name: 'sagashop_commands_total',
      help: 'Commands of sagas at their participant',
      labels: ['service', 'command', 'reply'],
    }),
    commandTimes: histogram(registry, {
      name: 'sagashop_command_duration_seconds',
      help: 'From the arrival of a saga’s command at its participant to the reply, waiting for a batch included',
      labels: ['service', 'command'],
      buckets: SECONDS,
    }),
    calls: counter(registry, {
      name: 'sagashop_calls_total',
      help: 'Questions of other services',
      labels: ['service', 'call', 'outcome'],
    }),
    callSeconds: counter(registry, {
      name: 'sagashop_call_seconds_total',
      help: 'Time that it took to answer them, all together',
      labels: ['service', 'call'],
    }),
    callTimes: histogram(registry, {
      name: 'sagashop_call_duration_seconds',
      help: 'Time to answer another service’s question',
      labels: ['service'],
      buckets: SECONDS,
    }),
  };
}

function batchMetrics(registry: Registry) {
  const labels = ['service', 'batch'];
  return {
    batchSize: summary(registry, {
      name: 'sagashop_batch_items',
      help: 'Items handled together in one batch',
      labels,
    }),
    batchWait: histogram(registry, {
      name: 'sagashop_batch_wait_seconds',
      help: 'How long the oldest item of a batch waited for the batch to start',
      labels,
      buckets: SECONDS,
    }),
    batchDuration: histogram(registry, {
      name: 'sagashop_batch_duration_seconds',
      help: 'From the start of a batch to its end, repetitions included',
      labels,
      buckets: SECONDS,
    }),
    batchRepeats: counter(registry, {
      name: 'sagashop_batch_repeats_total',
      help: 'Batches repeated after a passing error, or split to find the item that broke them',
      labels: [...labels, 'why'],
    }),
  };
}

function databaseMetrics(registry: Registry) {
  return {
    poolSize: gauge(registry, {
      name: 'sagashop_database_pool_connections_max',
      help: 'The most connections that the service opens to its database',
      labels: ['service'],
    }),
    transactions: gauge(registry, {
      name: 'sagashop_database_transactions',
      help: 'Transactions that hold a connection of the pool (running) or wait for one (waiting)',
      labels: ['service', 'state'],
    }),
    transactionWait: histogram(registry, {
      name: 'sagashop_database_transaction_wait_seconds',
      help: 'How long a transaction waited for a connection of the pool and for its begin',
      labels: ['service'],
      buckets: SECONDS,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
