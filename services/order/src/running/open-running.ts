import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { ServiceContext } from '@sagashop/chassis/service/service';
import { killPoints } from '@sagashop/saga/kill-points';
import { DEFINITIONS } from '../sagas/definitions.ts';
import { usualTimes } from '../sagas/usual-times.ts';
import { inFlightOrders } from './in-flight-orders.ts';
import { loadShedder } from './load-shedder.ts';
import type { OrderLab } from './order-lab.ts';
import { orderMetrics } from './order-metrics.ts';
import { orderSignals } from './order-signals.ts';
import { runnerMetrics } from './runner-metrics.ts';
import { type ListTold, type RunnerConfig, runnerObserver, sagaRunner } from './saga-runner.ts';

interface RunningConfig extends RunnerConfig {
  ORDER_KILL_POINT?: string;
  ORDER_PLACES: number;
  ORDER_LONGEST_MS: number;
}

/** What runs orders in this process: the runner of their sagas, and those who are told what becomes of them. */
export type Running = ReturnType<typeof openRunning>;

/**
 * Opens all that runs orders; sagas are run from `start` on. `sweep` must be started and stopped beside it. `list` is told of
 * what is decided.
 */
export function openRunning({
  sql,
  peers,
  log,
  metrics,
  config,
  list,
  lab,
}: Pick<ServiceContext, 'peers' | 'log' | 'metrics'> & {
  sql: Sql;
  config: RunningConfig;
  list: ListTold;
  lab?: OrderLab | undefined;
}) {
  const inFlight = inFlightOrders();
  const signals = orderSignals();
  const shedder = loadShedder({ limit: config.ORDER_PLACES, longest: config.ORDER_LONGEST_MS });
  const measures = orderMetrics(metrics);
  const times = usualTimes();
  measures.turnedAway(shedder.rejected);
  const points = killPoints(config.ORDER_KILL_POINT);
  const { observe: observeRunner, ...sweep } = runnerMetrics(sql, { definitions: DEFINITIONS, metrics, log });
  const observe = {
    ...runnerObserver({ inFlight, signals, shedder, list, times }, measures, log),
    ...observeRunner,
  };
  const runner = sagaRunner(sql, { peers, metrics, config, inFlight, observe, points, lab });
  measures.running(runner.running);
  return {
    inFlight,
    signals,
    shedder,
    measures,
    usual: times.usual,
    points,
    runner,
    sweep,
    start: async () => {
      const resumed = await runner.resume();
      if (resumed > 0) log.warn({ resumed }, 'unfinished sagas go on from the log');
    },
    stop: () => {
      lab?.lab.end(() => true);
      return runner.stop();
    },
  };
}
