import { inDatabase } from '@sagashop/chassis/observe/tracing';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { ServiceContext } from '@sagashop/chassis/service/service';
import { batcher } from '@sagashop/chassis/work/batch';
import type { KillPoints } from '@sagashop/saga/kill-points';
import type { Leases } from '@sagashop/saga/leases';
import { postgresLeases } from '@sagashop/saga/leases-postgres';
import type { SaveItem } from '@sagashop/saga/log';
import { postgresLog } from '@sagashop/saga/log-postgres';
import { createRunner, type Observer, type Runner, type SagaView } from '@sagashop/saga/run';
import { DEFINITIONS } from '../sagas/definitions.ts';
import type { UsualTimes } from '../sagas/usual-times.ts';
import type { NewOrder } from '../store/orders.ts';
import { cancelOrderDecisions } from './cancel-order-decisions.ts';
import { cancelPartDecisions } from './cancel-part-decisions.ts';
import type { InFlightOrders } from './in-flight-orders.ts';
import type { LoadShedder } from './load-shedder.ts';
import type { OrderLab } from './order-lab.ts';
import type { OrderMetrics } from './order-metrics.ts';
import type { OrderSignals } from './order-signals.ts';
import { placeOrderDecisions } from './place-order-decisions.ts';
import { refundOrderDecisions } from './refund-order-decisions.ts';
import { returnDecisions } from './return-decisions.ts';
import { shipmentDecisions } from './shipment-decisions.ts';
import { traceSaga } from './trace-saga.ts';
import { withdrawalDecisions } from './withdrawal-decisions.ts';

/** The decisions of the sagas of orders that stand. */
const OF_PARTS = {
  ...{ ...refundOrderDecisions, ...cancelPartDecisions, ...shipmentDecisions },
  ...returnDecisions,
  ...withdrawalDecisions,
};

/** The part of the service's configuration that is the runner's; times in ms. */
export interface RunnerConfig {
  ORDER_DATABASE_URL: string;
  ORDER_TAKE_OVER_MS: number;
  ORDER_ATTEMPT_MS: number;
  ORDER_PARK_AFTER: number;
  SAGASHOP_CURRENCY: string;
}

/** The runner of this process: the sagas' log and leases in the order database, its decisions, its observer. */
export function sagaRunner(
  sql: Sql,
  parts: Pick<ServiceContext, 'peers' | 'metrics'> & {
    config: RunnerConfig;
    inFlight: InFlightOrders;
    observe: Observer;
    points: KillPoints;
    /** None: nothing of it is in the way. */
    lab?: OrderLab | undefined;
  },
): Runner {
  const { peers, metrics, config, inFlight, observe, points, lab } = parts;
  const { confirm, cancel } = placeOrderDecisions(inFlight, config.SAGASHOP_CURRENCY);
  const log = points.log(
    postgresLog({
      sql,
      transaction: (work) => sql.transaction(work, { locksFirst: true }),
      batch: (run) => saving(run, metrics),
      decisions: {
        confirm: points.around('the order is confirmed', confirm),
        cancel: points.around('the order is cancelled', cancel),
        withdraw: points.around('the order is withdrawn', cancelOrderDecisions.withdraw),
        ...OF_PARTS,
      },
    }),
  );
  const transport = points.transport(peers);
  const leases = orderLeases(config);
  const runner = createRunner({
    definitions: DEFINITIONS,
    log: lab?.log(log) ?? log,
    leases: lab?.leases(leases) ?? leases,
    settings: { attemptTimeout: config.ORDER_ATTEMPT_MS, faults: config.ORDER_PARK_AFTER },
    transport: lab?.transport(transport) ?? transport,
    observe,
  });
  lab?.runs(runner);
  return runner;
}

/** Batches of saves, each a statement or a transaction. */
function saving<I extends Pick<SaveItem, 'trace'>, O>(
  run: (saves: I[]) => Promise<O[]>,
  metrics: ServiceContext['metrics'],
): (save: I) => Promise<O> {
  return batcher<I, O>({
    name: 'order.saves',
    metrics,
    traceOf: ({ trace }) => trace ?? null,
    run: (saves, trace) => inDatabase(trace, { service: 'order', items: saves.length }, () => run(saves)),
  });
}

/**
 * Its connection is its own, so that a busy pool does not make this process look frozen. What it writes need not
 * outlive a crash of PostgreSQL, since no lock does: no renewal waits for the disk.
 */
function orderLeases({ ORDER_DATABASE_URL: url, ORDER_TAKE_OVER_MS: takeOver }: RunnerConfig): Leases {
  const settings = { synchronous_commit: 'off' };
  return postgresLeases({
    connect: () => connect(url, { name: 'sagashop-order-runner', max: 1, settings }),
    takeOver,
  });
}

/** Who is told of every decision; `order` as it was placed, where this process knows it. */
export interface ListTold {
  decided(saga: SagaView, order: NewOrder | undefined): void;
}

interface Told {
  inFlight: InFlightOrders;
  signals: OrderSignals;
  shedder: LoadShedder;
  list: ListTold;
  times: Pick<UsualTimes, 'note'>;
}

/** Tells whoever waits for an order, the list of orders, the metrics and the log what its saga has come to. */
export function runnerObserver(
  { inFlight, signals, shedder, list, times }: Told,
  measures: OrderMetrics,
  log: ServiceContext['log'],
): Observer {
  return {
    decided: (saga, _step, reply) => {
      inFlight.decided(saga.order);
      shedder.decided(saga.order);
      measures.decided(saga, reply, inFlight.arrived(saga.order));
      if (reply.kind === 'done') list.decided(saga, inFlight.get(saga.order));
    },
    stepEnded: (saga, step, phase, kind, seconds) => {
      measures.stepEnded(saga, step, phase, kind, seconds);
      if (phase === 'do' && kind === 'done') times.note(saga.definition, step, seconds);
    },
    ended: (saga) => {
      inFlight.ended(saga.order);
      shedder.decided(saga.order);
      signals.notify(saga.order);
      measures.ended(saga);
      traceSaga(saga);
    },
    lost: (saga) => {
      inFlight.lost(saga.order);
      shedder.decided(saga.order);
    },
    logFailed: (error) => log.warn({ err: error }, 'the saga log does not answer; it is asked again'),
    parked: (saga, step) => {
      measures.parked(saga, step);
      shedder.decided(saga.order);
      log.error(
        { sagaId: saga.id, orderId: saga.order, step, trace: saga.trace },
        'a step is parked: it was answered with a fault too often',
      );
    },
  };
}
