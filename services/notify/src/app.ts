import { readConfig } from '@sagashop/chassis/config/config';
import { onSnapshot } from '@sagashop/chassis/service/audit';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { OpenService } from '@sagashop/chassis/service/service';
import { answering } from '@sagashop/chassis/work/participant';
import type { Static } from 'typebox';
import { NotifyConfig } from './config.ts';
import type { auditNotify } from './contract.ts';
import { messagesRoute } from './http/messages.ts';
import { commands, obeying } from './messages/commands.ts';
import { factsOf, messagesSaySomething } from './store/audit.ts';

/** Opens the notify service: what customers were told. Throws when its database is away. */
export const openNotify: OpenService = async ({ env, log, metrics }) => {
  const config = readConfig(NotifyConfig, env);
  const database = await openDatabase({
    name: 'notify',
    metrics,
    log,
    url: config.NOTIFY_DATABASE_URL,
    pool: config.DATABASE_POOL,
    migrations: new URL('../migrations/', import.meta.url),
  });
  const { sql } = database;
  const audit = ({ checks, ...which }: Static<typeof auditNotify.question>) =>
    onSnapshot(sql, async (tx) => ({
      facts: await factsOf(tx, which),
      checks: checks && !which.since ? [await messagesSaySomething(tx)] : [],
    }));
  return {
    name: 'notify',
    routes: (app) => messagesRoute(app, sql),
    calls: { audit },
    obey: answering({ name: 'notify', types: commands, metrics }, obeying(sql)),
    ready: database.ready,
    start: async () => {},
    stop: database.close,
  };
};
