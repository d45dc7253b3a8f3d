import { answerAuditLog } from '@sagashop/audit-log/audit-log-call';
import { readConfig } from '@sagashop/chassis/config/config';
import { inDatabase } from '@sagashop/chassis/observe/tracing';
import { answers } from '@sagashop/chassis/service/calls';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { Service, ServiceContext } from '@sagashop/chassis/service/service';
import type { Watched } from '@sagashop/figures/with-figures';
import { withLab } from '@sagashop/lab/with-lab';
import { outboxRelay } from '@sagashop/outbox/outbox-relay';
import { availabilityChanged } from '@sagashop/stock/contract';
import { onSnapshot } from '@sagashop/vocabulary/audit-call';
import type { Static } from 'typebox';
import { ensureUser as makeSureOfUser } from './actions/ensure-user.ts';
import { createHasher, type HashCost } from './actions/hasher.ts';
import { holdOperatorSession as hold } from './actions/hold-operator-session.ts';
import { identify } from './actions/identify.ts';
import { knownDevices } from './actions/known-devices.ts';
import { linkTokens } from './actions/link-tokens.ts';
import { openSessionFor } from './actions/open-session.ts';
import { answerRecipients, mailPublisher } from './actions/publish-mails.ts';
import { reminderTeller } from './actions/reminder-teller.ts';
import { remindersHaveMails } from './actions/reminders-have-mails.ts';
import { sweepers } from './actions/sweepers.ts';
import { UserConfig } from './config.ts';
import {
  auditUser,
  createSession,
  ensureUser,
  holdOperatorSession,
  mailRecipients,
  sessions,
  userNames,
  userRoles,
  usersExist,
} from './contract.ts';
import { acceptAsMemberRoute } from './http/accept-as-member.ts';
import { acceptAsNewRoute } from './http/accept-as-new.ts';
import { addressRoutes } from './http/addresses.ts';
import { commandTokenRoute } from './http/command-token.ts';
import { customerSessionsRoutes } from './http/customer-sessions.ts';
import { customerRoutes } from './http/customers.ts';
import { emailVerificationRoutes } from './http/email-verification.ts';
import { guestAccountRoute } from './http/guest-account.ts';
import { guestRoute } from './http/guests.ts';
import { invitationOfferRoute } from './http/invitation-offer.ts';
import { invitationRoutes } from './http/invitations.ts';
import { inviteRoute } from './http/invite.ts';
import { leaveRoute } from './http/leave.ts';
import { ownSessionsRoutes } from './http/own-sessions.ts';
import { passwordResetRoutes } from './http/password-resets.ts';
import { personalDataRoutes } from './http/personal-data.ts';
import { reminderLinkRoutes } from './http/reminder-links.ts';
import { reminderRoutes } from './http/reminders.ts';
import { signInRoute, signOutRoute, whoAmIRoute } from './http/session.ts';
import { staffRoutes } from './http/staff.ts';
import { profileRoutes, signUpRoute } from './http/users.ts';
import { namesOf, rolesOf } from './store/asked-users.ts';
import { loggedPeople } from './store/logged-people.ts';
import { existingUsers } from './store/users.ts';

export { resetPassword } from './actions/reset-password.ts';

/** Opens the user service on its database. Only a test asks for passwords that cost less to hash than is recommended. */
export function openUser(
  context: ServiceContext,
  { hashCost }: { hashCost?: HashCost } = {},
): Promise<Service> {
  return withLab('user', (counted) => open(counted, hashCost))(context);
}

async function open(
  { env, log, metrics, peers }: ServiceContext,
  hashCost: HashCost | undefined,
): Promise<Watched> {
  const config = readConfig(UserConfig, env);
  const database = await openDatabase({
    name: 'user',
    metrics,
    log,
    url: config.USER_DATABASE_URL,
    pool: config.DATABASE_POOL,
    migrations: new URL('../migrations/', import.meta.url),
  });
  const { sql } = database;
  const hasher = createHasher(hashCost && { cost: hashCost });
  const devices = knownDevices(sql);
  const { SAGASHOP_PUBLIC_URL: publicUrl } = config;
  const sweeps = sweepers({ sql, peers, log });
  const tokens = linkTokens(sql);
  const events = outboxRelay({ service: 'user', sql, publish: mailPublisher(sql, peers), log, metrics });
  const reminders = reminderTeller({ sql, peers, log });

  return {
    name: 'user',
    sql,
    routes: (app) => {
      signUpRoute(app, { sql, hasher });
      guestRoute(app, { sql, publicUrl });
      guestAccountRoute(app, { sql, hasher, devices, publicUrl });
      profileRoutes(app, { sql, hasher });
      addressRoutes(app, sql);
      leaveRoute(app, { sql, hasher, peers, log, publicUrl });
      staffRoutes(app, sql);
      inviteRoute(app, { sql, publicUrl });
      invitationRoutes(app, sql);
      invitationOfferRoute(app, sql);
      acceptAsNewRoute(app, { sql, hasher });
      acceptAsMemberRoute(app, sql);
      ownSessionsRoutes(app, sql);
      customerSessionsRoutes(app, sql);
      customerRoutes(app, sql);
      personalDataRoutes(app, { sql, peers, log });
      passwordResetRoutes(app, { sql, hasher, tokens });
      emailVerificationRoutes(app, { sql, tokens });
      reminderRoutes(app, { sql, peers });
      reminderLinkRoutes(app, { sql, tokens });
      signInRoute(app, { sql, hasher, devices, publicUrl });
      whoAmIRoute(app, sql);
      commandTokenRoute(app, sql);
      signOutRoute(app, { sql, publicUrl });
    },
    calls: {
      ...answerAuditLog('user', sql),
      ...answers(auditUser, async ({ checks, since }) => ({
        checks:
          checks && since === undefined
            ? [
                ...(await onSnapshot(sql, loggedPeople)),
                await remindersHaveMails(sql, peers),
                await events.check(),
              ]
            : [],
        facts: [],
      })),
      ...answers(sessions, async ({ hashes }, trace = null) => ({
        identities: await inDatabase(trace, { service: 'user', items: hashes.length }, () =>
          identify(sql, hashes),
        ),
      })),
      ...answers(usersExist, async ({ users }) => ({ there: await existingUsers(sql, users) })),
      ...answers(userNames, async ({ users }) => ({ names: await namesOf(sql, users) })),
      ...answers(userRoles, async ({ users }) => ({ roles: await rolesOf(sql, users) })),
      ...answers(mailRecipients, (question) => answerRecipients({ sql, peers, tokens }, question)),
      ...answers(ensureUser, (input) => makeSureOfUser(sql, hasher, input)),
      ...answers(createSession, async ({ username }) => ({ token: await openSessionFor(sql, username) })),
      ...answers(holdOperatorSession, (input) => hold(sql, input)),
    },
    subscribes: {
      [availabilityChanged.type]: (told: Static<typeof availabilityChanged.body>[]) => reminders.note(told),
    },
    ready: database.ready,
    start: async () => {
      reminders.start();
      for (const sweep of sweeps) sweep.start();
      events.start();
    },
    stop: async () => {
      await Promise.all([...sweeps.map((sweep) => sweep.stop()), events.stop(), reminders.stop()]);
      await database.close();
    },
  };
}
