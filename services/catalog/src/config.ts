import { CommonConfig } from '@sagashop/chassis/config/config';
import { ShopConfig } from '@sagashop/vocabulary/shop-config';
import { Type } from 'typebox';

/** The environment of the catalog service. */
export const CatalogConfig = Type.Object({
  ...CommonConfig.properties,
  ...ShopConfig.properties,
  CATALOG_DATABASE_URL: Type.String(),
  SAGASHOP_PICTURES: Type.Optional(
    Type.String({
      pattern: '^https?://[^/?#@:]+:[^/?#@]+@[^/?#]+/[^?#]+(\\?region=[a-z0-9-]+)?$',
      description:
        'a bucket that speaks the protocol of S3, for uploaded pictures: ' +
        '`https://KEY:SECRET@host/bucket/folder?region=eu-central-1`; without it they lie in the database of the catalogue',
    }),
  ),
});
