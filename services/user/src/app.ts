import { openDatabase } from '@sagashop/chassis/database';
import type { OpenService } from '@sagashop/chassis/service';
import { sweeper } from '@sagashop/chassis/sweeper';
import type { Static } from 'typebox';
import { ensureUser as makeSureOfUser } from './actions/ensure-user.ts';
import { createHasher } from './actions/hash-password.ts';
import { identify } from './actions/identify.ts';
import { openSessionFor } from './actions/open-session.ts';
import { sweepSessions } from './actions/sweep-sessions.ts';
import { userConfig } from './config.ts';
import { createSession, ensureUser, sessions } from './contract.ts';
import { signInRoute, signOutRoute, whoAmIRoute } from './http/session.ts';
import { profileRoutes, signUpRoute } from './http/users.ts';

const HOUR = 3_600_000; // ms

/** Opens the user service on its database. */
export const openUser: OpenService = async ({ env, log, metrics }) => {
  const config = userConfig(env);
  const database = await openDatabase({
    name: 'user',
    metrics,
    url: config.USER_DATABASE_URL,
    pool: config.DATABASE_POOL,
    migrations: new URL('../migrations/', import.meta.url),
  });
  const { sql } = database;
  const hasher = createHasher();
  const secure = config.SAGASHOP_PUBLIC_URL?.startsWith('https:') ?? false;
  const sweep = sweeper({
    name: 'expired sessions',
    first: 60_000,
    every: HOUR,
    work: () => sweepSessions(sql),
    log,
  });

  return {
    name: 'user',
    routes: (app) => {
      signUpRoute(app, { sql, hasher });
      profileRoutes(app, sql);
      signInRoute(app, { sql, hasher, secure });
      whoAmIRoute(app, sql);
      signOutRoute(app, { sql, secure });
    },
    calls: {
      [sessions.name]: async ({ hashes }: Static<typeof sessions.question>) => ({
        identities: await identify(sql, hashes),
      }),
      [ensureUser.name]: (wish: Static<typeof ensureUser.question>) => makeSureOfUser(sql, hasher, wish),
      [createSession.name]: async ({ username }: Static<typeof createSession.question>) => ({
        token: await openSessionFor(sql, username),
      }),
    },
    ready: database.ready,
    start: async () => sweep.start(),
    stop: async () => {
      await sweep.stop();
      await database.close();
    },
  };
};
