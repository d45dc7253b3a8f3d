import { Type } from 'typebox';

/** The variables that say what shop this is; a service that needs one of them takes both. */
export const ShopConfig = Type.Object({
  SAGASHOP_CURRENCY: Type.String({
    format: 'currency',
    default: 'RUB',
    description:
      'the one currency of the shop, by its code of ISO 4217, which says its minor units too; ' +
      'fixed at the first start',
  }),
  SAGASHOP_TZ: Type.String({
    format: 'time-zone',
    default: 'UTC',
    description: 'the time zone that decides when a delivery day begins',
  }),
});
