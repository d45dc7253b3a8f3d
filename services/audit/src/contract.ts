import { AuditCheck } from '@sagashop/chassis/audit';
import { call } from '@sagashop/chassis/calls';
import { Id } from '@sagashop/chassis/shapes';
import { Type } from 'typebox';

/** What the whole check found. Orders in flight are no failures; the oldest are listed. */
export const AuditReport = Type.Object({
  ok: Type.Boolean(),
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
    }),
  ),
});

/** Checks every invariant across all services, now. */
export const runAudit = call('audit', 'run', Type.Object({}), AuditReport);
