import { Registry } from 'prom-client';
import { processMetrics } from './process-metrics.ts';
import { counter, gauge, histogram, SECONDS } from './series.ts';

const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/**
 * What one process counts; docs/metrics.md lists it. Labels are of bounded number: names from the code, never
 * from a request. `service` tells the services of one process apart.
 */
export function createMetrics() {
  const registry = new Registry();
  processMetrics(registry);
  return {
    registry,
    ...requestMetrics(registry),
    ...messageMetrics(registry),
    ...batchMetrics(registry),
    ...databaseMetrics(registry),
  };
}

function requestMetrics(registry: Registry) {
  const labels = ['service', 'method', 'route'];
  return {
    requests: histogram(registry, {
      name: 'sagashop_http_request_duration_seconds',
      help: 'Time to answer a request',
      labels: [...labels, 'status'],
      buckets: SECONDS,
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
    commands: histogram(registry, {
      name: 'sagashop_command_duration_seconds',
      help: 'From the arrival of a saga’s command at its participant to the reply, waiting for a batch included',
      labels: ['service', 'command', 'reply'],
      buckets: SECONDS,
    }),
    calls: histogram(registry, {
      name: 'sagashop_call_duration_seconds',
      help: 'Time to answer another service’s question',
      labels: ['service', 'call', 'outcome'],
      buckets: SECONDS,
    }),
  };
}

function batchMetrics(registry: Registry) {
  const labels = ['service', 'batch'];
  return {
    batchSize: histogram(registry, {
      name: 'sagashop_batch_items',
      help: 'Items handled together in one batch',
      labels,
      buckets: SIZES,
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
