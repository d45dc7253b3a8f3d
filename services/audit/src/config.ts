import { ShopConfig } from '@sagashop/vocabulary/shop-config';
import { Type } from 'typebox';

/** The environment of the audit service. */
export const AuditConfig = Type.Object({
  SAGASHOP_TZ: ShopConfig.properties.SAGASHOP_TZ,
  AUDIT_EVERY_MS: Type.Integer({
    minimum: 0,
    maximum: 86_400_000,
    default: 60_000,
    description:
      'how often (ms) the audit looks at newer orders by itself, for [its ' +
      'metrics](../metrics.md); 0: never',
  }),
});
