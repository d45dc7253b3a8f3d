import { CommonConfig, type Env, readConfig } from '@sagashop/chassis/config/config';
import { Type } from 'typebox';

const Config = Type.Object({
  ...CommonConfig.properties,
  USER_DATABASE_URL: Type.String(),
  /** The address at which people reach the shop; with https, cookies travel over TLS only. */
  SAGASHOP_PUBLIC_URL: Type.Optional(Type.String()),
});

export const userConfig = (env: Env) => readConfig(Config, env);
