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
import { createRunner, type Observer, type Runner } from '@sagashop/saga/run';
import { askingCancellations } from './actions/ask-cancellations.ts';
import { auditOrders } from './actions/audit-orders.ts';
import { type Cancelling, heedWishes } from './actions/cancel-order.ts';
import { decisions } from './actions/decide.ts';
import { withdraw } from './actions/decide-cancellation.ts';
import { leavingOrders } from './actions/forget-user.ts';
import { type LiveOrders, liveOrders } from './actions/live-orders.ts';
import { type Measures, orderMeasures } from './actions/measure-orders.ts';
import { type OrderNews, orderNews } from './actions/order-news.ts';
import type { Placing } from './actions/place-order.ts';
import { pricing } from './actions/price.ts';
import { starting } from './actions/start-orders.ts';
import { OrderConfig } from './config.ts';
import { cancelRoute } from './http/cancel.ts';
import { placeRoute } from './http/place.ts';
import { readRoutes } from './http/read.ts';
import { trackRoute } from './http/track.ts';
import { cancelOrder } from './sagas/cancel-order.ts';
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
  const [live, news] = [liveOrders(), orderNews()];
  const measures = orderMeasures(metrics);
  const observe = observer(live, news, measures, log);
  const runner = orderRunner(sql, { peers, metrics, currency, live, observe });
  measures.running(runner.running);
  const placing: Placing = {
    price: pricing(peers, metrics),
    start: measures.counted(starting(sql, metrics, config.ORDER_DEADLINE_MS)),
    findKey: keyFinder(sql, metrics),
    run: runner.start,
    live,
    currency,
    zone: config.SAGASHOP_TZ,
  };
  const ask = askingCancellations(sql, metrics, currency);
  const cancelling: Cancelling = { sql, ask, run: runner.start, news };
  const sweeps = sweepers(cancelling, log);
  return {
    name: 'order',
    routes: (app) => {
      placeRoute(app, placing);
      cancelRoute(app, cancelling, currency);
      readRoutes(app, sql, currency);
      trackRoute(app, sql, currency);
    },
    calls: { audit: auditOrders(sql), ...leavingOrders(sql) },
    ready: database.ready,
    start: async () => {
      sweeps.start();
      const resumed = await runner.resume();
      if (resumed > 0) log.warn({ resumed }, 'unfinished sagas go on from the log');
    },
    stop: async () => {
      await sweeps.stop();
      await runner.stop();
      await database.close();
    },
  };
};

function sweepers(cancelling: Cancelling, log: Surroundings['log']) {
  const attempts = () => sweepAttempts(cancelling.sql);
  const sweeps = [
    sweeper({ name: 'failed attempts', every: 60_000, work: attempts, log }),
    sweeper({ name: 'wishes to cancel', first: 0, every: 1000, work: () => heedWishes(cancelling), log }),
  ];
  return {
    start: () => {
      for (const sweep of sweeps) sweep.start();
    },
    stop: () => Promise.all(sweeps.map((sweep) => sweep.stop())),
  };
}

function orderRunner(
  sql: Sql,
  parts: Pick<Surroundings, 'peers' | 'metrics'> & { currency: string; live: LiveOrders; observe: Observer },
): Runner {
  const { peers, metrics, currency, live, observe } = parts;
  return createRunner({
    definitions: [placeOrder, cancelOrder],
    log: postgresLog({
      sql,
      batch: (run) => batcher({ name: 'order.saves', run, metrics }),
      decisions: { ...decisions(live, currency), withdraw },
    }),
    transport: peers,
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

function observer(live: LiveOrders, news: OrderNews, measures: Measures, log: Surroundings['log']): Observer {
  return {
    decided: (saga, _step, reply) => {
      live.decided(saga.order);
      measures.decided(saga, reply, live.arrived(saga.order));
    },
    stepEnded: measures.stepEnded,
    ended: (saga) => {
      live.ended(saga.order);
      news.tell(saga.order);
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
