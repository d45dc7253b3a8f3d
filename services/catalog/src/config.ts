import { CommonConfig } from '@sagashop/chassis/config/config';
import { Type } from 'typebox';

/** The environment of the catalog service. */
export const CatalogConfig = Type.Object({ ...CommonConfig.properties, CATALOG_DATABASE_URL: Type.String() });
