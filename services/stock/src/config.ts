import { CommonConfig } from '@sagashop/chassis/config/config';
import { Type } from 'typebox';

/** The environment of the stock service. */
export const StockConfig = Type.Object({ ...CommonConfig.properties, STOCK_DATABASE_URL: Type.String() });
