import { readConfig } from '@sagashop/chassis/config/config';
import { answers } from '@sagashop/chassis/service/calls';
import type { OpenService } from '@sagashop/chassis/service/service';
import { withLab } from '@sagashop/lab/with-lab';
import { auditGauges } from './actions/audit-gauges.ts';
import { auditWatch } from './actions/audit-watch.ts';
import { audits } from './actions/audits.ts';
import { AuditConfig } from './config.ts';
import { runAudit } from './contract.ts';
import { auditRoute } from './http/audit.ts';
import { auditEventsRoute } from './http/audit-events.ts';
import { auditLogRoute } from './http/audit-log.ts';
import { logFileRoute } from './http/log-file.ts';

/** The audit service: keeps nothing, asks everyone. Throws when its configuration is wrong. */
export const openAudit: OpenService = withLab('audit', async ({ env, peers, log, metrics }) => {
  const { AUDIT_EVERY_MS: every, SAGASHOP_TZ: zone } = readConfig(AuditConfig, env);
  const watch = auditWatch({ peers, every, log, tell: auditGauges(metrics) });
  const run = audits(peers, watch.note);
  return {
    name: 'audit',
    routes: (app) => {
      auditRoute(app, run);
      auditEventsRoute(app, { peers, log });
      auditLogRoute(app, { peers, zone, log });
      logFileRoute(app, { peers, zone });
    },
    calls: answers(runAudit, ({ since }) => run(since === undefined ? undefined : Date.parse(since))),
    ready: async () => {},
    start: async () => watch.start(),
    stop: () => watch.stop(),
  };
});
