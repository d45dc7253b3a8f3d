import { Id, Instant } from '@sagashop/chassis/http/shapes';
import { call } from '@sagashop/chassis/service/calls';
import { AUDIT_PATIENCE, AuditCheck } from '@sagashop/vocabulary/audit-call';
import { Type } from 'typebox';

/**
 * What a check found: of all orders, or of those placed at `since` or later, and then without the sums that need
 * all. Orders in flight are no failures; the oldest are listed.
 */
export const AuditReport = Type.Object({
  ok: Type.Boolean(),
  since: Type.Optional(Instant),
  invariants: Type.Array(Type.Object({ ...AuditCheck.properties, ok: Type.Boolean() })),
  orders: Type.Integer({ description: 'orders looked at' }),
  inFlightCount: Type.Integer(),
  inFlight: Type.Array(
    Type.Object({
      order: Id,
      saga: Id,
      name: Type.String(),
      state: Type.String(),
      ageSeconds: Type.Number(),
      overdueSeconds: Type.Number({ description: 'since its deadline; negative before it' }),
    }),
  ),
});

/** Checks every invariant across all services, now; with `since` (ISO 8601) only of newer orders. */
export const runAudit = call('audit', 'run', Type.Object({ since: Type.Optional(Instant) }), AuditReport, {
  patience: AUDIT_PATIENCE,
});
