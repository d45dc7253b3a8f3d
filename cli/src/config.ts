import { resolve } from 'node:path';
import { CommonConfig, type Env, environment, LogConfig, readConfig } from '@sagashop/chassis/config/config';
import { Type } from 'typebox';

const CliConfig = Type.Object({
  // What the services would refuse is refused before a database is made for them.
  ...CommonConfig.properties,
  PORT: Type.Integer({ minimum: 1, maximum: 65_535, default: 3000 }),
  METRICS_PORT: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
  HOST: Type.String({ default: '127.0.0.1' }),
  SAGASHOP_DATA: Type.String({ default: '.data' }),
  SAGASHOP_PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^/]+$' })),
  SAGASHOP_CURRENCY: Type.Optional(Type.String({ format: 'currency' })),
  SAGASHOP_DEPOSITS: Type.Optional(Type.Enum(['open', 'admin'])),
  SAGASHOP_ADMIN_PASSWORD: Type.Optional(Type.String({ minLength: 8, maxLength: 128 })),
  SAGASHOP_DRAIN: Type.Integer({ minimum: 0, maximum: 600, default: 0 }),
  SAGASHOP_HUNG_AFTER: Type.Integer({ minimum: 0, maximum: 3600, default: 15 }),
  ...LogConfig.properties,
});

/** The environment of the command line, with the data directory as an absolute path. Throws by readConfig's rule. */
export function readCliConfig(env: Env = environment()) {
  const config = readConfig(CliConfig, env);
  return { ...config, SAGASHOP_DATA: resolve(config.SAGASHOP_DATA) };
}

export type CliConfig = ReturnType<typeof readCliConfig>;

export { environment };
