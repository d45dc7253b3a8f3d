import { Type } from 'typebox';

/** The environment of the audit service. */
export const AuditConfig = Type.Object({
  /** ms between two looks at newer orders, for the metrics; 0 for none. */
  AUDIT_EVERY_MS: Type.Integer({ minimum: 0, maximum: 86_400_000, default: 60_000 }),
});
