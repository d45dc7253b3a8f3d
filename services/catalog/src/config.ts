import { CommonConfig, type Env, readConfig } from '@sagashop/chassis/config/config';
import { Type } from 'typebox';

const Config = Type.Object({ ...CommonConfig.properties, CATALOG_DATABASE_URL: Type.String() });

export const catalogConfig = (env: Env) => readConfig(Config, env);
