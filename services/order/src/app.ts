import { batcher } from '@sagashop/chassis/batch';
import { readConfig } from '@sagashop/chassis/config';
import { openDatabase } from '@sagashop/chassis/database';
import { type KeptKey, type KeyUse, nameOfKey } from '@sagashop/chassis/idempotency';
import type { Metrics } from '@sagashop/chassis/metrics';
import type { Sql } from '@sagashop/chassis/postgres';
import type { OpenService, Surroundings } from '@sagashop/chassis/service';
import { sweeper } from '@sagashop/chassis/sweeper';
import { sweepAttempts } from '@sagashop/chassis/throttle';
import { postgresLog } from '@sagashop/saga/log-postgres';
import { createRunner, type Observer } from '@sagashop/saga/run';
import { auditOrders } from './actions/audit-orders.ts';
import { decisions } from './actions/decide.ts';
import { leavingOrders } from './actions/forget-user.ts';
import { type LiveOrders, liveOrders } from './actions/live-orders.ts';
import type { Placing } from './actions/place-order.ts';
import { pricing } from './actions/price.ts';
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
    url: config.ORDER_DATABASE_URL,
    pool: config.DATABASE_POOL,
    migrations: new URL('../migrations/', import.meta.url),
    // Orders, sagas and keys are found by key. A plan made while a table is small would read all of it,
    // and be kept while it grows (see `onlyByKey` in chassis/participant.ts).
    settings: { enable_seqscan: 'off' },
  });
  const { sql } = database;
  const live = liveOrders();
  const runner = createRunner({
    definitions: [placeOrder],
    log: postgresLog({
      sql,
      batch: (run) => batcher({ name: 'order.saves', run, metrics }),
      decisions: decisions(live, currency),
    }),
    transport: peers,
    observe: observer(live, metrics, log),
  });
  const placing: Placing = {
    price: pricing(peers, metrics),
    start: starting(sql, metrics, config.ORDER_DEADLINE_MS),
    findKey: keyFinder(sql, metrics),
    run: (saga) => {
      runner.start(saga);
      metrics.sagasRunning.inc();
    },
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
      metrics.sagasRunning.inc(resumed);
      if (resumed > 0) log.warn({ resumed }, 'unfinished sagas go on from the log');
    },
    stop: async () => {
      await sweep.stop();
      await runner.stop();
      await database.close();
    },
  };
};

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

function observer(live: LiveOrders, metrics: Metrics, log: Surroundings['log']): Observer {
  return {
    decided: (saga) => live.decided(saga.order),
    ended: (saga) => {
      metrics.sagasRunning.dec();
      live.ended(saga.order);
      const { ended: outcome = 'completed', reason, steps } = saga.state;
      const seconds = (Date.now() - Date.parse(steps[0]?.startedAt ?? '')) / 1000;
      metrics.sagas.inc({ saga: saga.definition, outcome, reason: reason?.code ?? 'none' });
      if (seconds >= 0) metrics.sagaDuration.observe({ saga: saga.definition, outcome }, seconds);
    },
    lost: (saga) => {
      metrics.sagasRunning.dec();
      live.ended(saga.order);
    },
    logFailed: (error) => log.warn({ err: error }, 'the saga log does not answer; it is asked again'),
    parked: (saga, step) => {
      metrics.sagasParked.inc({ saga: saga.definition, step });
      log.error(
        { saga: saga.id, order: saga.order, step },
        'a step is parked: it was answered with a fault too often',
      );
    },
  };
}
