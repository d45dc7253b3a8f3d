import { resolve } from 'node:path';
import { CommonConfig, type Env, environment, LogConfig, readConfig } from '@sagashop/chassis/config/config';
import { ShopConfig } from '@sagashop/vocabulary/shop-config';
import { Type } from 'typebox';

/** What the command line reads. */
export const CliConfig = Type.Object({
  // What the services would refuse is refused before a database is made for them.
  ...CommonConfig.properties,
  ...ShopConfig.properties,
  PORT: Type.Integer({ minimum: 1, maximum: 65_535, default: 3000, description: 'where the shop listens' }),
  METRICS_PORT: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 65_535,
      description: 'a port for `/metrics` alone; without it they stand at `PORT`',
    }),
  ),
  HOST: Type.String({ default: '127.0.0.1', description: 'the address that it listens on' }),
  SAGASHOP_DATA: Type.String({
    default: '.data',
    description: 'the folder with everything that a shop keeps; one running shop a folder',
  }),
  SAGASHOP_PUBLIC_URL: Type.Optional(
    Type.String({
      pattern: '^https?://[^/]+$',
      description:
        "the shop's address behind a proxy; with `https`, cookies are `Secure`, their names begin " +
        'with `__Host-`, and browsers are told to use nothing but https (HSTS)',
    }),
  ),
  SAGASHOP_CURRENCY: Type.Optional(Type.String({ format: 'currency' })),
  SAGASHOP_DEPOSITS: Type.Optional(
    Type.Enum(['open', 'admin'], {
      description:
        'who may put money on an account: everyone on their own (`open`), or an owner. ' +
        '`up` says `open` to a shop with demo data',
    }),
  ),
  SAGASHOP_ADMIN_PASSWORD: Type.Optional(
    Type.String({
      minLength: 8,
      maxLength: 128,
      description: 'the password of `admin` at the first start; random and printed when it is not set',
    }),
  ),
  SAGASHOP_DRAIN: Type.Integer({
    minimum: 0,
    maximum: 600,
    default: 0,
    description:
      '`serve`: seconds for which it goes on answering after it was told to stop, each answer ' +
      'the last of its connection; requests under way then have as long again. 5 in the image',
  }),
  SAGASHOP_HUNG_AFTER: Type.Integer({
    minimum: 0,
    maximum: 3600,
    default: 15,
    description:
      '`up --split`: after so many seconds without an answer a process is ended and started ' +
      'again; 0: never, for instance while a debugger holds it',
  }),
  ...LogConfig.properties,
});

/** The environment of the command line, with the data directory as an absolute path. Throws by readConfig's rule. */
export function readCliConfig(env: Env = environment()) {
  const config = readConfig(CliConfig, env);
  return { ...config, SAGASHOP_DATA: resolve(config.SAGASHOP_DATA) };
}

export type CliConfig = ReturnType<typeof readCliConfig>;

export { environment };
