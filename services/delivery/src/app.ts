import { answerAuditLog } from '@sagashop/audit-log/audit-log-call';
import { readConfig } from '@sagashop/chassis/config/config';
import { idempotencySweeper } from '@sagashop/chassis/guards/idempotency-sweep';
import { answers } from '@sagashop/chassis/service/calls';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { OpenService } from '@sagashop/chassis/service/service';
import { withLab } from '@sagashop/lab/with-lab';
import { outboxRelay } from '@sagashop/outbox/outbox-relay';
import { bookableDays } from './actions/bookable-days.ts';
import { DeliveryConfig } from './config.ts';
import { bookableDays as days } from './contract.ts';
import { assignmentRoute } from './http/assignments.ts';
import { boardRoute, courierDayRoute, stopsRoute } from './http/board.ts';
import { changeCourierRoute, hireCourierRoute, listCouriersRoute } from './http/couriers.ts';
import { datesRoute } from './http/dates.ts';
import { answerAssign } from './messages/answer-assign.ts';
import { answerAudit } from './messages/answer-audit.ts';
import { answerForetell } from './messages/answer-foretell.ts';
import { answerHistory } from './messages/answer-history.ts';
import { answerShipments } from './messages/answer-shipments.ts';
import { handleCommands } from './messages/handle-commands.ts';
import { deleteOldTombstones } from './store/bookings.ts';

/** Opens the delivery service. Throws when its configuration is wrong or its database is away. */
export const openDelivery: OpenService = withLab('delivery', async ({ env, peers, log, metrics }) => {
  const config = readConfig(DeliveryConfig, env);
  const zone = config.SAGASHOP_TZ;
  const { sql, ready, close } = await openDatabase({
    name: 'delivery',
    metrics,
    log,
    url: config.DELIVERY_DATABASE_URL,
    pool: config.DATABASE_POOL,
    migrations: new URL('../migrations/', import.meta.url),
  });
  const events = outboxRelay({ service: 'delivery', sql, publish: peers.publish, log, metrics });
  const sweep = idempotencySweeper({ sql, log, tombstones: deleteOldTombstones });
  return {
    name: 'delivery',
    sql,
    routes: (app) => {
      datesRoute(app, sql, zone);
      listCouriersRoute(app, sql);
      hireCourierRoute(app, sql);
      changeCourierRoute(app, { sql, peers });
      courierDayRoute(app, sql);
      boardRoute(app, sql, zone);
      stopsRoute(app, sql);
      assignmentRoute(app, { sql, zone, poke: events.poke });
    },
    calls: {
      ...answers(days, () => bookableDays(sql, zone)),
      ...answerAssign({ sql, zone, poke: events.poke }),
      ...answerAudit(sql, events.check),
      ...answerForetell(sql),
      ...answerShipments(sql, zone),
      ...answerHistory(sql),
      ...answerAuditLog('delivery', sql),
    },
    handle: handleCommands(sql, zone, metrics),
    ready,
    start: async () => {
      sweep.start();
      events.start();
    },
    stop: async () => {
      await Promise.all([sweep.stop(), events.stop()]);
      await close();
    },
  };
});
