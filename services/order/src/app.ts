import { readConfig } from '@sagashop/chassis/config/config';
import { type KeptKey, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import { memorySweeper } from '@sagashop/chassis/guards/idempotency-sweep';
import { sweepAttempts } from '@sagashop/chassis/guards/throttle';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import { BY_KEY } from '@sagashop/chassis/postgres/by-key';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { OpenService, ServiceContext } from '@sagashop/chassis/service/service';
import { batcher } from '@sagashop/chassis/work/batch';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { killPoints } from '@sagashop/saga/kill-points';
import type { Static } from 'typebox';
import { askingCancellations } from './actions/ask-cancellations.ts';
import { auditOrders } from './actions/audit-orders.ts';
import { knownDays } from './actions/bookable-days.ts';
import { type Cancelling, heedWishes } from './actions/cancel-order.ts';
import { openDoor } from './actions/door.ts';
import { leavingOrders } from './actions/forget-user.ts';
import { liveOrders } from './actions/live-orders.ts';
import { orderMeasures } from './actions/measure-orders.ts';
import { orderNews } from './actions/order-news.ts';
import type { Placing } from './actions/place-order.ts';
import { pricing } from './actions/price.ts';
import { pursued } from './actions/pursue-starts.ts';
import { DEFINITIONS, observer, orderRunner } from './actions/run-sagas.ts';
import { starting } from './actions/start-orders.ts';
import { watchOrders } from './actions/watch-orders.ts';
import { watchRunners } from './actions/watch-runners.ts';
import { OrderConfig } from './config.ts';
import { cancelRoute } from './http/cancel.ts';
import { eventsRoute } from './http/events.ts';
import { placeRoute } from './http/place.ts';
import { streamPlaces } from './http/places.ts';
import { readRoutes } from './http/read.ts';
import { retrySagaRoute, sagasRoute } from './http/sagas.ts';
import { trackRoute } from './http/track.ts';
import { type Standing, standingsOf } from './store/cancellations.ts';
import { findOrderKeys } from './store/keys.ts';

/** The order service: takes orders, and runs each one's saga to its end. */
export const openOrder: OpenService = async ({ env, peers, log, metrics }) => {
  const config = readConfig(OrderConfig, env);
  const currency = config.SAGASHOP_CURRENCY;
  const database = await orderDatabase(config, metrics, log);
  const { sql } = database;
  const points = killPoints(config.ORDER_KILL_POINT);
  const [live, news] = [liveOrders(), orderNews()];
  const measures = orderMeasures(metrics);
  const watch = watchRunners(sql, { definitions: DEFINITIONS, metrics, log });
  const door = openDoor({ places: config.ORDER_PLACES, longest: config.ORDER_LONGEST_MS });
  measures.turnedAway(door.turnedAway);
  const observe = { ...observer({ live, news, door }, measures, log), ...watch.observe };
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
    door,
    currency,
    days: knownDays(peers),
  };
  const ask = askingCancellations(sql, metrics, { currency, owner: runner.owner });
  const cancelling: Cancelling = { sql, ask, look: looker(sql, metrics), run: runner.start, news };
  const sweeps = sweepers(cancelling, log);
  const watching = watchOrders(sql, { currency, metrics, log });
  const places = streamPlaces(metrics, { most: config.ORDER_STREAMS, each: config.ORDER_STREAMS_PER_USER });
  return {
    name: 'order',
    routes: (app) => {
      placeRoute(app, placing);
      cancelRoute(app, cancelling, currency);
      readRoutes(app, sql, currency);
      eventsRoute(app, watching, places);
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
      watching.stop();
      await runner.stop();
      // Together: a query under way may wait for a database that is away, until it is closed.
      await Promise.all([sweeps.stop(), watch.stop(), database.close()]);
    },
  };
};

function orderDatabase(config: Static<typeof OrderConfig>, metrics: Metrics, log: Logger) {
  return openDatabase({
    name: 'order',
    metrics,
    log,
    url: config.ORDER_DATABASE_URL,
    pool: config.DATABASE_POOL,
    migrations: new URL('../migrations/', import.meta.url),
    settings: BY_KEY, // orders, sagas and keys are
  });
}

function sweepers(cancelling: Cancelling, log: ServiceContext['log']) {
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

function looker(sql: Sql, metrics: Metrics): Cancelling['look'] {
  return batcher<string, Standing | undefined>({
    name: 'order.standings',
    metrics,
    run: async (ids) => {
      const standings = await standingsOf(sql, ids);
      return ids.map((id) => standings.get(id));
    },
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
