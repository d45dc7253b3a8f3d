import { answerAuditLog } from '@sagashop/audit-log/audit-log-call';
import { answers } from '@sagashop/chassis/service/calls';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { OpenService } from '@sagashop/chassis/service/service';
import { tellMoves } from './actions/tell-moves.ts';
import { tellMoves as tellMovesCall } from './contract.ts';
import { messagesRoute } from './http/messages.ts';
import { answerAudit } from './messages/answer-audit.ts';
import { answerForetell } from './messages/answer-foretell.ts';
import { answerHistory } from './messages/answer-history.ts';
import { answerPersonalData } from './messages/answer-personal-data.ts';
import { handleCommands } from './messages/handle-commands.ts';

/** Opens the notify service: what customers were told. Throws when its database is away. */
export const openNotify: OpenService = async ({ env, log, metrics }) => {
  const database = await openDatabase({
    name: 'notify',
    metrics,
    log,
    env,
    migrations: new URL('../migrations/', import.meta.url),
  });
  const { sql } = database;
  return {
    name: 'notify',
    routes: (app) => messagesRoute(app, sql),
    calls: {
      ...answers(tellMovesCall, async (question) => {
        await tellMoves(sql, question);
        return {};
      }),
      ...answerAudit(sql),
      ...answerForetell(),
      ...answerHistory(sql),
      ...answerPersonalData(sql),
      ...answerAuditLog('notify', sql),
    },
    handle: handleCommands(sql, metrics),
    ready: database.ready,
    start: async () => {},
    stop: database.close,
  };
};
