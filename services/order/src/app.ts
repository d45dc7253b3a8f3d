import { answerAuditLog } from '@sagashop/audit-log/audit-log-call';
import { type Env, readConfig } from '@sagashop/chassis/config/config';
import { idempotencySweeper } from '@sagashop/chassis/guards/idempotency-sweep';
import { sweepAttempts } from '@sagashop/chassis/guards/throttle';
import type { App } from '@sagashop/chassis/http/app';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import { BY_KEY } from '@sagashop/chassis/postgres/by-key';
import { connect } from '@sagashop/chassis/postgres/connect';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { OpenService } from '@sagashop/chassis/service/service';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { moved } from '@sagashop/delivery/contract';
import { withFigures } from '@sagashop/figures/with-figures';
import { mayBeKilled } from '@sagashop/lab/die';
import { openBucket } from '@sagashop/pictures/bucket';
import { type Pictures, sweepPictures } from '@sagashop/pictures/store-picture';
import { LOGGED_IDS } from '@sagashop/vocabulary/logged-ids';
import type { Static } from 'typebox';
import { openBilling } from './billing/open-billing.ts';
import { bulkWorker } from './bulk/bulk-worker.ts';
import { startDeferred } from './cancelling/cancel-order.ts';
import { openCancelling } from './cancelling/open-cancelling.ts';
import { OrderConfig } from './config.ts';
import { bulkRoutes } from './http/bulk.ts';
import { cancelRoute } from './http/cancel.ts';
import { eventsRoute } from './http/events.ts';
import { exportRoute } from './http/export.ts';
import { figuresRoute } from './http/figures.ts';
import { foretoldRoute } from './http/foretold.ts';
import { invoiceRoute } from './http/invoice.ts';
import { invoicesRoute } from './http/invoices.ts';
import { labRoutes } from './http/lab.ts';
import { listRoute } from './http/list.ts';
import { loseAnswers } from './http/lose-answers.ts';
import { noteRoutes } from './http/notes.ts';
import { orderViewsRoutes } from './http/order-views.ts';
import { parcelRoutes } from './http/parcel-routes.ts';
import { placeRoute } from './http/place.ts';
import { presenceRoutes } from './http/presence.ts';
import { readRoutes } from './http/read.ts';
import { refundRoute } from './http/refund.ts';
import { returnRoutes } from './http/return-routes.ts';
import { retrySagaRoute, sagasRoutes, turnBackRoute } from './http/sagas.ts';
import { streamLimiter } from './http/stream-limiter.ts';
import { timelineRoute } from './http/timeline.ts';
import { trackRoute } from './http/track.ts';
import { withdrawalRoutes } from './http/withdrawals.ts';
import { openListing } from './listing/open-listing.ts';
import { answerAudit } from './messages/answer-audit.ts';
import { answerPeople } from './messages/answer-people.ts';
import { applyMoves } from './moving/apply-moves.ts';
import { noteMoves } from './moving/note-moves.ts';
import { openPlacing } from './placing/open-placing.ts';
import { openReturning } from './returning/open-returning.ts';
import type { Intervening } from './running/intervene.ts';
import { openRunning } from './running/open-running.ts';
import { type OrderLab, openOrderLab, targetsWith } from './running/order-lab.ts';
import { type Struck, strokesOf } from './running/strokes-of.ts';
import { findUnusedPhotos } from './store/photos.ts';
import { forgetVisitors } from './store/visitors.ts';
import { figuresReader } from './watching/read-figures.ts';
import { recordsReader } from './watching/read-records.ts';
import { watchOrders } from './watching/watch-orders.ts';
import { openWithdrawing } from './withdrawing/open-withdrawing.ts';

/** The routes about many orders, which are found by the shop's days and money. */
const OF_MANY = [listRoute, exportRoute, bulkRoutes, orderViewsRoutes];
const HOUR = 3_600_000;

/** The order service: takes orders, and orchestrates each one's saga to its end. */
export const openOrder: OpenService = withFigures('order', async ({ env, peers, log, metrics }) => {
  const config = readConfig(OrderConfig, env);
  const { SAGASHOP_CURRENCY: currency, SAGASHOP_TZ: zone } = config;
  const database = await orderDatabase(config, metrics, log);
  const { sql } = database;
  const pictures = { sql, bucket: bucketOf(config) };
  const context = { sql, peers, log, metrics, config, lab: labOf(config, { sql, peers, env, log }) };
  const [listing, billing] = [openListing(sql, log), openBilling(context)];
  const running = openRunning({ ...context, list: listing.feed });
  const placing = openPlacing(context, running, listing.feed);
  const cancelling = openCancelling(context, running);
  const { withdrawing, sweep: dueWithdrawals } = openWithdrawing(context, running);
  const { owner, start: run, intervene } = running.runner;
  const intervening = { sql, intervene };
  const acting = { sql, currency, owner, run, signals: running.signals };
  const { returning, sweeps: returnSweeps } = openReturning({ log, config, placing }, acting);
  const watching = watchOrders(sql, { ...withdrawing, metrics, log });
  const streams = streamLimiter(metrics, { most: config.ORDER_STREAMS, each: config.ORDER_STREAMS_PER_USER });
  const records = recordsReader(peers, metrics);
  const [deferred, moving] = [() => startDeferred(cancelling), () => applyMoves({ sql, peers, currency })];
  const sweeps = [
    sweeper({ name: 'failed attempts', every: 60_000, work: () => sweepAttempts(sql), log }),
    idempotencySweeper({ sql, log }),
    photoSweep(pictures, log),
    sweeper({ name: 'visitors of orders', every: 60_000, work: () => forgetVisitors(sql), log }),
    sweeper({ name: 'deferred cancellations', first: 0, every: 1000, work: deferred, log }),
    sweeper({ name: 'moved deliveries', first: 0, every: 1000, work: moving, log }),
    bulkWorker({ sql, peers, cancelling, shipping: acting, intervening, log }),
    ...[dueWithdrawals, running.sweep, ...billing.sweeps, ...returnSweeps, ...listing.sweeps],
    ...(context.lab ? [context.lab.sweep] : []),
  ];
  return {
    ...{ name: 'order', sql, loggedIds: LOGGED_IDS },
    routes: (app) => {
      if (context.lab) openLabTo(app, context.lab, env);
      placeRoute(app, placing);
      cancelRoute(app, cancelling, acting);
      refundRoute(app, acting);
      parcelRoutes(app, { ...acting, peers, pictures, zone });
      returnRoutes(app, { ...returning, pictures }, withdrawing.rule);
      foretoldRoute(app, { sql, peers, currency });
      for (const route of OF_MANY) route(app, { sql, currency, zone });
      for (const route of [invoiceRoute, invoicesRoute]) route(app, billing);
      readRoutes(app, { sql, records, usual: running.usual, lab: context.lab?.shared }, withdrawing);
      timelineRoute(app, { sql, peers, log, currency });
      noteRoutes(app, { sql, peers });
      presenceRoutes(app, sql);
      figuresRoute(app, { read: figuresReader(sql, zone), zone, currency });
      eventsRoute(app, watching, streams);
      for (const route of [trackRoute, withdrawalRoutes]) route(app, withdrawing);
      allSagaRoutes(app, { ...intervening, zone });
    },
    calls: { ...answerAudit(sql), ...answerPeople(pictures, withdrawing), ...answerAuditLog('order', sql) },
    subscribes: {
      [moved.type]: (events: Static<typeof moved.body>[]) => noteMoves(sql, events),
    },
    ready: database.ready,
    start: async () => {
      for (const sweep of sweeps) sweep.start();
      await running.start();
    },
    stop: async () => {
      watching.stop();
      await running.stop();
      await listing.feed.stop();
      // Together: a query under way may wait for a database that is away, until it is closed.
      await Promise.all([
        ...sweeps.map((sweep) => sweep.stop()),
        context.lab?.shared.close(),
        database.close(),
      ]);
    },
  };
});

/** The sagas of all orders, and what a person does about one. */
function allSagaRoutes(app: App, { zone, ...intervening }: Intervening & { zone: string }): void {
  sagasRoutes(app, intervening.sql, zone);
  retrySagaRoute(app, intervening);
  turnBackRoute(app, intervening);
}

/** Where the photos lie that prove what became of parcels; undefined: in the database. */
function bucketOf({ SAGASHOP_PICTURES: address }: Static<typeof OrderConfig>) {
  return address ? openBucket(address, 'proofs') : undefined;
}

function photoSweep(pictures: Pictures, log: Logger) {
  const work = () => sweepPictures(pictures, findUnusedPhotos);
  return sweeper({ name: 'unused photos', every: HOUR, work, log });
}

/** The laboratory, where there is one. */
function labOf(config: Static<typeof OrderConfig>, parts: Omit<Struck, 'pool'> & { log: Logger }) {
  if (config.SAGASHOP_LAB !== '1') return undefined;
  return openOrderLab({
    takeOver: config.ORDER_TAKE_OVER_MS,
    act: strokesOf({ ...parts, pool: config.DATABASE_POOL }),
    sql: connect(config.ORDER_DATABASE_URL, { name: 'sagashop-order-lab', max: 1 }),
    log: parts.log,
  });
}

function openLabTo(app: App, { lab, shared }: OrderLab, env: Env): void {
  labRoutes(app, shared, targetsWith({ kills: mayBeKilled(env) }));
  loseAnswers(app, lab);
}

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
