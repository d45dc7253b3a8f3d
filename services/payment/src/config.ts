import { CommonConfig } from '@sagashop/chassis/config/config';
import { ShopConfig } from '@sagashop/vocabulary/shop-config';
import { type Static, Type } from 'typebox';

export const PaymentConfig = Type.Object({
  ...CommonConfig.properties,
  ...ShopConfig.properties,
  PAYMENT_DATABASE_URL: Type.String(),
  /** Who may put money on a customer's account. Open is for demos: there, money costs nothing. */
  SAGASHOP_DEPOSITS: Type.Enum(['open', 'admin'], { default: 'admin' }),
});

export type PaymentConfig = Static<typeof PaymentConfig>;
