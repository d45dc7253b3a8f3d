import { invalid } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import type { Audits } from '../actions/audits.ts';
import { AuditReport } from '../contract.ts';

/** Which orders an audit looks at. */
export const AuditQuery = Type.Object({
  since: Type.Optional(
    Type.String({ format: 'date-time', description: 'only orders placed at this time or later' }),
  ),
});

/** `GET /api/audit`: the cross-service check, for administrators. Calls that come together share one run. */
export function auditRoute(app: App, run: Audits): void {
  app.get(
    '/api/audit',
    {
      config: { service: 'audit', needs: permission('audit.read') },
      schema: {
        summary: 'Check every invariant of every order, or of the newer ones',
        tags: ['audit'],
        querystring: AuditQuery,
        response: { 200: AuditReport },
      },
    },
    async ({ query }) => run(query.since === undefined ? undefined : momentOf(query.since)),
  );
}

/** In ms since 1970. Refuses what looks like a time and is none, as a leap second. */
export function momentOf(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid('since', 'is not a time');
  return ms;
}
