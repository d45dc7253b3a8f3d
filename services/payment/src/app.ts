import { answerAuditLog } from '@sagashop/audit-log/audit-log-call';
import { readConfig } from '@sagashop/chassis/config/config';
import { idempotencySweeper } from '@sagashop/chassis/guards/idempotency-sweep';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { OpenService } from '@sagashop/chassis/service/service';
import { withLab } from '@sagashop/lab/with-lab';
import { userExists } from './actions/user-exists.ts';
import { PaymentConfig } from './config.ts';
import { accountRoute } from './http/account.ts';
import { adjustmentRoute } from './http/adjustments.ts';
import { depositRoutes } from './http/deposits.ts';
import { entriesRoute } from './http/entries.ts';
import { answerAudit } from './messages/answer-audit.ts';
import { answerForetell } from './messages/answer-foretell.ts';
import { answerHistory } from './messages/answer-history.ts';
import { answerLeaving } from './messages/answer-leaving.ts';
import { answerPersonalData } from './messages/answer-personal-data.ts';
import { handleCommands } from './messages/handle-commands.ts';
import { deleteOldTombstones } from './store/holds.ts';

/** Opens the payment service: accounts, holds and the ledger. Throws when its database is away. */
export const openPayment: OpenService = withLab('payment', async ({ env, log, metrics, peers }) => {
  const config = readConfig(PaymentConfig, env);
  const database = await openDatabase({
    name: 'payment',
    metrics,
    log,
    url: config.PAYMENT_DATABASE_URL,
    pool: config.DATABASE_POOL,
    migrations: new URL('../migrations/', import.meta.url),
  });
  const { sql } = database;
  const options = { sql, currency: config.SAGASHOP_CURRENCY, deposits: config.SAGASHOP_DEPOSITS };
  const sweep = idempotencySweeper({ sql, log, tombstones: deleteOldTombstones });
  const exists = userExists(peers, metrics);
  return {
    name: 'payment',
    sql,
    routes: (app) => {
      accountRoute(app, options);
      entriesRoute(app, options);
      depositRoutes(app, { ...options, userExists: exists });
      adjustmentRoute(app, { ...options, userExists: exists });
    },
    calls: {
      ...answerAudit(sql),
      ...answerForetell(sql),
      ...answerHistory(sql, config.SAGASHOP_CURRENCY),
      ...answerLeaving(sql),
      ...answerPersonalData(sql, config.SAGASHOP_CURRENCY),
      ...answerAuditLog('payment', sql),
    },
    handle: handleCommands(sql, metrics),
    ready: database.ready,
    start: async () => sweep.start(),
    stop: async () => {
      await sweep.stop();
      await database.close();
    },
  };
});
