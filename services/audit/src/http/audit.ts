import type { Peers } from '@sagashop/chassis/calls';
import type { App } from '@sagashop/chassis/http';
import { admin } from '@sagashop/chassis/identity';
import { runAudit } from '../actions/run-audit.ts';
import { AuditReport } from '../contract.ts';

/** `GET /api/audit`: the cross-service check, for administrators. Calls that come together share one run. */
export function auditRoute(app: App, peers: Peers): void {
  let running: ReturnType<typeof runAudit> | undefined;
  app.get(
    '/api/audit',
    {
      config: { service: 'audit' },
      onRequest: async (request) => void admin(request),
      schema: {
        summary: 'Check every invariant of every order',
        tags: ['audit'],
        response: { 200: AuditReport },
      },
    },
    async () => {
      running ??= runAudit(peers).finally(() => {
        running = undefined;
      });
      return running;
    },
  );
}
