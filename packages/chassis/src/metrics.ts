import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** What one process counts. Labels are of bounded number: names from the code, never from a request. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'sagashop_http_request_duration_seconds',
      help: 'Time to answer a request, by service, method, route and status',
      labelNames: ['service', 'method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    ...batchMetrics(registers),
    ...sagaMetrics(registers),
  };
}

function batchMetrics(registers: Registry[]) {
  return {
    batchSize: new Histogram({
      name: 'sagashop_batch_items',
      help: 'Items handled together in one batch',
      labelNames: ['batch'],
      buckets: SIZES,
      registers,
    }),
    batchWait: new Histogram({
      name: 'sagashop_batch_wait_seconds',
      help: 'How long the oldest item of a batch waited for the batch to start',
      labelNames: ['batch'],
      buckets: SECONDS,
      registers,
    }),
    batchRepeats: new Counter({
      name: 'sagashop_batch_repeats_total',
      help: 'Batches repeated after a passing error, or split to find the item that broke them',
      labelNames: ['batch', 'why'],
      registers,
    }),
  };
}

function sagaMetrics(registers: Registry[]) {
  return {
    sagas: new Counter({
      name: 'sagashop_sagas_ended_total',
      help: 'Sagas that ended, by definition, outcome and reason',
      labelNames: ['saga', 'outcome', 'reason'],
      registers,
    }),
    sagaDuration: new Histogram({
      name: 'sagashop_saga_duration_seconds',
      help: 'From the start of a saga to its end, by definition and outcome',
      labelNames: ['saga', 'outcome'],
      buckets: SECONDS,
      registers,
    }),
    sagasRunning: new Gauge({
      name: 'sagashop_sagas_running',
      help: 'Sagas that this process is running now',
      registers,
    }),
    sagasParked: new Counter({
      name: 'sagashop_saga_steps_parked_total',
      help: 'Steps that were answered with a fault too often and wait for an operator',
      labelNames: ['saga', 'step'],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
