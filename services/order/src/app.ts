import { batcher } from '@sagashop/chassis/batch';
import { readConfig } from '@sagashop/chassis/config';
import { openDatabase } from '@sagashop/chassis/database';
import { type KeptKey, type KeyUse, nameOfKey } from '@sagashop/chassis/idempotency';
import { memorySweeper } from '@sagashop/chassis/idempotency-sweep';
import type { Metrics } from '@sagashop/chassis/metrics';
import { connect, type Sql } from '@sagashop/chassis/postgres';
import type { OpenService, Surroundings } from '@sagashop/chassis/service';
import { sweeper } from '@sagashop/chassis/sweeper';
import { sweepAttempts } from '@sagashop/chassis/throttle';
import { type KillPoints, killPoints } from '@sagashop/saga/kill-points';
import { postgresLog } from '@sagashop/saga/log-postgres';
import type { Roster } from '@sagashop/saga/roster';
import { postgresRoster } from '@sagashop/saga/roster-postgres';
import { createRunner, type Observer, type Runner } from '@sagashop/saga/run';
import type { Static } from 'typebox';
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
import { pursued } from './actions/pursue-starts.ts';
import { starting } from './actions/start-orders.ts';
import { watchRunners } from './actions/watch-runners.ts';
import { OrderConfig } from './config.ts';
import { cancelRoute } from './http/cancel.ts';
import { placeRoute } from './http/place.ts';
import { readRoutes } from './http/read.ts';
import { retrySagaRoute, sagasRoute } from './http/sagas.ts';
import { trackRoute } from './http/track.ts';
import { cancelOrder } from './sagas/cancel-order.ts';
import { placeOrder } from './sagas/place-order.ts';
import { findOrderKeys } from './store/keys.ts';

/** Each definition in each version that may be in flight. */
const DEFINITIONS = [placeOrder, cancelOrder];

type Config = Static<typeof OrderConfig>;

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
  const [live, news] = [liveOrders(), orderNews()];
  const measures = orderMeasures(metrics);
  const watch = watchRunners(sql, { definitions: DEFINITIONS, metrics, log });
  const observe = { ...observer(live, news, measures, log), ...watch.observe };
  const runner = orderRunner(sql, { peers, metrics, config, live, observe, points });
  measures.running(runner.running);
  const start = points.around('start', starting(sql, metrics, { config, owner: runner.owner }));
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
  const ask = askingCancellations(sql, metrics, { currency, owner: runner.owner });
  const cancelling: Cancelling = { sql, ask, run: runner.start, news };
  const sweeps = sweepers(cancelling, log);
  return {
    name: 'order',
    routes: (app) => {
      placeRoute(app, placing);
      cancelRoute(app, cancelling, currency);
      readRoutes(app, sql, currency);
      trackRoute(app, sql, currency);
      sagasRoute(app, sql);
      retrySagaRoute(app, { sql, retry: runner.retry });
    },
    calls: { audit: auditOrders(sql), ...leavingOrders(sql) },
    ready: database.ready,
    start: async () => {
      sweeps.start();
      watch.start();
      const resumed = await runner.resume();
      if (resumed > 0) log.warn({ resumed }, 'unfinished sagas go on from the log');
    },
    stop: async () => {
      await runner.stop();
      // Together: a query under way may wait for a database that is away, until it is closed.
      await Promise.all([sweeps.stop(), watch.stop(), database.close()]);
    },
  };
};

function sweepers(cancelling: Cancelling, log: Surroundings['log']) {
  const attempts = () => sweepAttempts(cancelling.sql);
  const sweeps = [
    sweeper({ name: 'failed attempts', every: 60_000, work: attempts, log }),
    memorySweeper({ sql: cancelling.sql, log }),
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
  parts: Pick<Surroundings, 'peers' | 'metrics'> & {
    config: Config;
    live: LiveOrders;
    observe: Observer;
    points: KillPoints;
  },
): Runner {
  const { peers, metrics, config, live, observe, points } = parts;
  const { confirm, cancel } = decisions(live, config.SAGASHOP_CURRENCY);
  return createRunner({
    definitions: DEFINITIONS,
    log: points.log(
      postgresLog({
        sql,
        batch: (run) => batcher({ name: 'order.saves', run, metrics }),
        decisions: {
          confirm: points.around('the order is confirmed', confirm),
          cancel: points.around('the order is cancelled', cancel),
          withdraw: points.around('the order is withdrawn', withdraw),
        },
      }),
    ),
    roster: orderRoster(config),
    settings: { attemptTimeout: config.ORDER_ATTEMPT_MS, faults: config.ORDER_PARK_AFTER },
    transport: points.transport(peers),
    observe,
  });
}

/**
 * Its connection is its own, so that a busy pool does not make this process look frozen. What it writes need not
 * outlive a crash of PostgreSQL, since no lock does: no renewal waits for the disk.
 */
function orderRoster({ ORDER_DATABASE_URL: url, ORDER_TAKE_OVER_MS: takeOver }: Config): Roster {
  const settings = { synchronous_commit: 'off' };
  return postgresRoster({
    connect: () => connect(url, { name: 'order-runner', max: 1, settings }),
    takeOver,
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
    lost: (saga) => live.lost(saga.order),
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
