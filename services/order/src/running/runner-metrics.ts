import { counter, gauge } from '@sagashop/chassis/observe/instruments';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { ServiceContext } from '@sagashop/chassis/service/service';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import type { Observer } from '@sagashop/saga/run';
import { countStandingSagas, type StandingSagas } from '../store/saga-list.ts';
import { traceTakeOver } from './trace-saga.ts';

const SERVICE = 'order';
const EVERY = 1000; // ms between two looks at the log

interface Watching extends Pick<ServiceContext, 'metrics' | 'log'> {
  definitions: Parameters<typeof countStandingSagas>[1];
}

/** Counts this process's take-overs and lost heartbeats, and looks now and then at what stands in the log. */
export function runnerMetrics(sql: Sql, { definitions, metrics, log }: Watching) {
  const show = standingGauge(metrics);
  const work = async () => show(await countStandingSagas(sql, definitions));
  const { start, stop } = sweeper({ name: 'standing sagas', every: EVERY, work, log });
  return { observe: runnerObserver(metrics, log), start, stop };
}

function runnerObserver(
  { registry }: Watching['metrics'],
  log: Watching['log'],
): Pick<Observer, 'takenOver' | 'lapsed'> {
  const takenOver = counter(registry, {
    name: 'sagashop_saga_take_overs_total',
    help: 'Sagas that this process took over, by why it could',
    labels: ['service', 'cause'],
  });
  const lapsed = counter(registry, {
    name: 'sagashop_runner_heartbeats_lost_total',
    help: 'How often this process was silent for so long that it dropped all its sagas and entered anew',
    labels: ['service'],
  })(SERVICE);
  return {
    takenOver: (saga, cause) => {
      takenOver(SERVICE, cause).inc();
      traceTakeOver(saga, cause);
    },
    lapsed: () => {
      lapsed.inc();
      log.warn('no heartbeat in time: all sagas are dropped, and those that nobody runs are claimed anew');
    },
  };
}

function standingGauge({ registry }: Watching['metrics']): (found: StandingSagas) => void {
  const standing = gauge(registry, {
    name: 'sagashop_sagas_standing',
    help: 'Unfinished sagas in the database that wait for an operator, for a runner, or for code that knows them',
    labels: ['service', 'why'],
  });
  return ({ parked, ownerless, unknownVersion }) => {
    standing(SERVICE, 'parked').set(parked);
    standing(SERVICE, 'ownerless').set(ownerless);
    standing(SERVICE, 'unknown_version').set(unknownVersion);
  };
}
