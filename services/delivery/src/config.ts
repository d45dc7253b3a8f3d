import { CommonConfig } from '@sagashop/chassis/config/config';
import { ShopConfig } from '@sagashop/vocabulary/shop-config';
import { Type } from 'typebox';

/** The environment of the delivery service. SAGASHOP_TZ decides when a delivery day begins. */
export const DeliveryConfig = Type.Object({
  ...CommonConfig.properties,
  ...ShopConfig.properties,
  DELIVERY_DATABASE_URL: Type.String(),
});
