import { CommonConfig } from '@sagashop/chassis/config/config';
import { PicturesConfig } from '@sagashop/pictures/pictures-config';
import { ShopConfig } from '@sagashop/vocabulary/shop-config';
import { Type } from 'typebox';

/** The environment of the catalog service. */
export const CatalogConfig = Type.Object({
  ...CommonConfig.properties,
  ...ShopConfig.properties,
  CATALOG_DATABASE_URL: Type.String(),
  ...PicturesConfig.properties,
});
