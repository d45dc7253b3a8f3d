import { readConfig } from '@sagashop/chassis/config/config';
import { memorySweeper } from '@sagashop/chassis/guards/idempotency-sweep';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { OpenService } from '@sagashop/chassis/service/service';
import type { Static } from 'typebox';
import { daysNow } from './actions/days.ts';
import { DeliveryConfig } from './config.ts';
import type { auditDelivery } from './contract.ts';
import { changeCourierRoute, hireCourierRoute, listCouriersRoute } from './http/couriers.ts';
import { datesRoute } from './http/dates.ts';
import { audit } from './messages/audit.ts';
import { commands } from './messages/commands.ts';
import { deleteOldTombstones } from './store/bookings.ts';

/** Opens the delivery service. Throws when its configuration is wrong or its database is away. */
export const openDelivery: OpenService = async ({ env, log, metrics }) => {
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
  const sweep = memorySweeper({ sql, log, tombstones: deleteOldTombstones });
  return {
    name: 'delivery',
    routes: (app) => {
      datesRoute(app, sql, zone);
      listCouriersRoute(app, sql);
      hireCourierRoute(app, sql);
      changeCourierRoute(app, sql);
    },
    calls: {
      days: () => daysNow(sql, zone),
      audit: (question: Static<(typeof auditDelivery)['question']>) => audit(sql, question),
    },
    obey: commands(sql, zone, metrics),
    ready,
    start: async () => sweep.start(),
    stop: async () => {
      await sweep.stop();
      await close();
    },
  };
};
