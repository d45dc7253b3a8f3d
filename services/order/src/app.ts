import { batcher } from '@sagashop/chassis/batch';
import { readConfig } from '@sagashop/chassis/config';
import { openDatabase } from '@sagashop/chassis/database';
import { type KeptKey, type KeyUse, nameOfKey } from '@sagashop/chassis/idempotency';
import type { Metrics } from '@sagashop/chassis/metrics';
import type { Sql } from '@sagashop/chassis/postgres';
import type { OpenService, Surroundings } from '@sagashop/chassis/service';
import { sweeper } from '@sagashop/chassis/sweeper';
import { sweepAttempts } from '@sagashop/chassis/throttle';
import { type KillPoints, killPoints } from '@sagashop/saga/kill-points';
import { postgresLog } from '@sagashop/saga/log-postgres';
import { createRunner, type Observer, type Runner } from '@sagashop/saga/run';
import { auditOrders } from './actions/audit-orders.ts';
import { decisions } from './actions/decide.ts';
import { leavingOrders } from './actions/forget-user.ts';
import { type LiveOrders, liveOrders } from './actions/live-orders.ts';
import { type Measures, orderMeasures } from './actions/measure-orders.ts';
import type { Placing } from './actions/place-order.ts';
import { pricing } from './actions/price.ts';
import { pursued } from './actions/pursue-starts.ts';
import { starting } from './actions/start-orders.ts';
import { OrderConfig } from './config.ts';
import { placeRoute } from './http/place.ts';
import { readRoutes } from './http/read.ts';
import { trackRoute } from './http/track.ts';
import { placeOrder } from './sagas/place-order.ts';
import { findOrderKeys } from './store/keys.ts';

/** The order service: takes orders, and runs each one's saga to its end. */
export const openOrder: OpenService = async ({ env, peers, log, metrics }) => {
  const config = readConfig(OrderConfig, env);
  const currency = config.SAGASHOP_CURRENCY;
  const database = await openDatabase({
    name: 'order',
    metrics,
    url: config.ORDER_DATABASE_URL,
    pool: config.DATABASE_POOL,
    migrations: new URL('../migrations/', import.meta.url),
    // Orders, sagas and keys are found by key. A plan made while a table is small would read all of it,
    // and be kept while it grows (see `onlyByKey` in chassis/participant.ts).
    settings: { enable_seqscan: 'off' },
  });
  const { sql } = database;
  const points = killPoints(config.ORDER_KILL_POINT);
  const live = liveOrders();
  const measures = orderMeasures(metrics);
  const observe = observer(live, measures, log);
  const runner = orderRunner(sql, { peers, metrics, currency, live, observe, points });
  measures.running(runner.running);
  const start = points.around('start', starting(sql, metrics, config.ORDER_DEADLINE_MS));
  const findKey = keyFinder(sql, metrics);
  const placing: Placing = {
    price: pricing(peers, metrics),
    start: measures.counted(pursued(start, { findKey, run: runner.start })),
    findKey,
    run: runner.start,
    live,
    currency,
    zone: config.SAGASHOP_TZ,
  };

  const sweep = sweeper({ name: 'failed attempts', every: 60_000, work: () => sweepAttempts(sql), log });
  return {
    name: 'order',
    routes: (app) => {
      placeRoute(app, placing);
      readRoutes(app, sql, currency);
      trackRoute(app, sql, currency);
    },
    calls: { audit: auditOrders(sql), ...leavingOrders(sql) },
    ready: database.ready,
    start: async () => {
      sweep.start();
      const resumed = await runner.resume();
      if (resumed > 0) log.warn({ resumed }, 'unfinished sagas go on from the log');
    },
    stop: async () => {
      await sweep.stop();
      await runner.stop();
      await database.close();
    },
  };
};

function orderRunner(
  sql: Sql,
  parts: Pick<Surroundings, 'peers' | 'metrics'> & {
    currency: string;
    live: LiveOrders;
    observe: Observer;
    points: KillPoints;
  },
): Runner {
  const { peers, metrics, currency, live, observe, points } = parts;
  const { confirm, cancel } = decisions(live, currency);
  return createRunner({
    definitions: [placeOrder],
    log: points.log(
      postgresLog({
        sql,
        batch: (run) => batcher({ name: 'order.saves', run, metrics }),
        decisions: {
          confirm: points.around('the order is confirmed', confirm),
          cancel: points.around('the order is cancelled', cancel),
        },
      }),
    ),
    transport: points.transport(peers),
    observe,
  });
}

function keyFinder(sql: Sql, metrics: Metrics): (use: KeyUse) => Promise<KeptKey | undefined> {
  return batcher<KeyUse, KeptKey | undefined>({
    name: 'order.keys',
    metrics,
    run: async (uses) => {
      const kept = await findOrderKeys(sql, uses);
      return uses.map((use) => kept.get(nameOfKey(use)));
    },
  });
}

function observer(live: LiveOrders, measures: Measures, log: Surroundings['log']): Observer {
  return {
    decided: (saga, _step, reply) => {
      live.decided(saga.order);
      measures.decided(saga, reply, live.arrived(saga.order));
    },
    stepEnded: measures.stepEnded,
    ended: (saga) => {
      live.ended(saga.order);
      measures.ended(saga);
    },
    lost: (saga) => live.ended(saga.order),
    logFailed: (error) => log.warn({ err: error }, 'the saga log does not answer; it is asked again'),
    parked: (saga, step) => {
      measures.parked(saga, step);
      log.error(
        { saga: saga.id, order: saga.order, step },
        'a step is parked: it was answered with a fault too often',
      );
    },
  };
}
