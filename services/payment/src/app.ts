import { readConfig } from '@sagashop/chassis/config/config';
import { memorySweeper } from '@sagashop/chassis/guards/idempotency-sweep';
import { onSnapshot } from '@sagashop/chassis/service/audit';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { OpenService } from '@sagashop/chassis/service/service';
import { participant } from '@sagashop/chassis/work/participant';
import type { Static } from 'typebox';
import { leavingAccounts } from './actions/close-account.ts';
import { knowingUsers } from './actions/know-users.ts';
import { PaymentConfig } from './config.ts';
import type { auditPayment } from './contract.ts';
import { accountRoute } from './http/account.ts';
import { depositRoutes } from './http/deposits.ts';
import { entriesRoute } from './http/entries.ts';
import { commands, obey } from './messages/commands.ts';
import { checksOf, factsOf } from './store/audit.ts';
import { deleteOldTombstones } from './store/holds.ts';

/** Opens the payment service: accounts, holds and the ledger. Throws when its database is away. */
export const openPayment: OpenService = async ({ env, log, metrics, peers }) => {
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
  const sweep = memorySweeper({ sql, log, tombstones: deleteOldTombstones });
  const audit = ({ checks, ...which }: Static<typeof auditPayment.question>) =>
    onSnapshot(sql, async (tx) => ({
      facts: await factsOf(tx, which),
      checks: checks ? await checksOf(tx, which) : [],
    }));
  return {
    name: 'payment',
    routes: (app) => {
      accountRoute(app, options);
      entriesRoute(app, options);
      depositRoutes(app, { ...options, isThere: knowingUsers(peers, metrics) });
    },
    calls: { audit, ...leavingAccounts(sql) },
    obey: participant({ name: 'payment', sql, types: commands, obey, metrics }),
    ready: database.ready,
    start: async () => sweep.start(),
    stop: async () => {
      await sweep.stop();
      await database.close();
    },
  };
};
