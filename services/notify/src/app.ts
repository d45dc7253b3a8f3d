import { answerAuditLog } from '@sagashop/audit-log/audit-log-call';
import { readConfig } from '@sagashop/chassis/config/config';
import { idempotencySweeper } from '@sagashop/chassis/guards/idempotency-sweep';
import type { Logger } from '@sagashop/chassis/observe/log';
import { answers } from '@sagashop/chassis/service/calls';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { OpenService } from '@sagashop/chassis/service/service';
import { withLab } from '@sagashop/lab/with-lab';
import { mailWanted } from '@sagashop/user/contract';
import type { Static } from 'typebox';
import { openMailing } from './actions/mailing.ts';
import { tellMoves } from './actions/tell-moves.ts';
import { wantMails } from './actions/want-mails.ts';
import { NotifyConfig } from './config.ts';
import { mailed, tellMoves as tellMovesCall } from './contract.ts';
import { leadsHere } from './domain/leads-here.ts';
import { mailsRoute } from './http/mails.ts';
import { messagesRoute } from './http/messages.ts';
import { resendRoute } from './http/resend.ts';
import { answerAudit } from './messages/answer-audit.ts';
import { answerForetell } from './messages/answer-foretell.ts';
import { answerHistory } from './messages/answer-history.ts';
import { answerPersonalData } from './messages/answer-personal-data.ts';
import { handleCommands } from './messages/handle-commands.ts';
import { mailsAbout } from './store/mails.ts';

/** Opens the notify service: what customers were told, and the mails to them. Throws when its database is away. */
export const openNotify: OpenService = withLab('notify', async ({ env, peers, log, metrics }) => {
  const config = readConfig(NotifyConfig, env);
  const database = await openDatabase({
    ...{ name: 'notify', metrics, log, url: config.NOTIFY_DATABASE_URL, pool: config.DATABASE_POOL },
    migrations: new URL('../migrations/', import.meta.url),
  });
  const { sql } = database;
  const { SAGASHOP_SMTP_URL: smtp, SAGASHOP_MAIL_FROM: from } = config;
  const origin = new URL(config.SAGASHOP_PUBLIC_URL ?? `http://localhost:${config.PORT ?? 3000}`).origin;
  warnOfLinks(log, { smtp, origin });
  const mailing = await openMailing({ sql, peers, log, origin, smtp, from });
  const keys = idempotencySweeper({ sql, log });
  const mails = { sql, peers, origin, sends: mailing.sends };
  return {
    name: 'notify',
    sql,
    routes: (app) => {
      messagesRoute(app, sql);
      mailsRoute(app, mails);
      resendRoute(app, mails);
    },
    calls: {
      ...answers(tellMovesCall, async (question) => {
        await tellMoves(sql, question);
        return {};
      }),
      ...answers(mailed, async (question) => ({ there: await mailsAbout(sql, question) })),
      ...answerAudit(sql),
      ...answerForetell(),
      ...answerHistory(sql),
      ...answerPersonalData(sql),
      ...answerAuditLog('notify', sql),
    },
    handle: handleCommands(sql, metrics),
    subscribes: {
      [mailWanted.type]: (events: Static<typeof mailWanted.body>[]) => wantMails(sql, events),
    },
    ready: database.ready,
    start: async () => {
      keys.start();
      mailing.start();
    },
    stop: async () => {
      await Promise.all([keys.stop(), mailing.stop()]);
      await database.close();
    },
  };
});

/** What is sent leads nowhere for its reader when nobody has said where the shop is. */
function warnOfLinks(log: Logger, { smtp, origin }: { smtp: string | undefined; origin: string }): void {
  if (smtp && leadsHere(origin))
    log.warn('links in mails lead to this machine alone: set SAGASHOP_PUBLIC_URL');
}
