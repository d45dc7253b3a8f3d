import type { OpenService } from '@sagashop/chassis/service';
import { runAudit } from './actions/run-audit.ts';
import { auditRoute } from './http/audit.ts';

/** The audit service: keeps nothing, asks everyone. */
export const openAudit: OpenService = async ({ peers }) => ({
  name: 'audit',
  routes: (app) => auditRoute(app, peers),
  calls: { run: () => runAudit(peers) },
  ready: async () => {},
  start: async () => {},
  stop: async () => {},
});
