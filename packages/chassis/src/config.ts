import { isIP } from 'node:net';
import { type Static, type TObject, Type } from 'typebox';
import { compileSchema } from './schema.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads a configuration from environment variables: one property of the schema per variable, numbers and
 * booleans converted, defaults filled in, empty texts taken as unset. Throws one Error that names every
 * variable that is missing or wrong, and what it should be.
 */
export function readConfig<S extends TObject>(schema: S, env: Env): Static<S> {
  const picked: Record<string, unknown> = {};
  for (const name of Object.keys(schema.properties)) {
    if (env[name] !== undefined && env[name] !== '') picked[name] = env[name];
  }
  const errors = compileSchema(schema, 'text').check(picked);
  if (errors.length > 0) {
    const lines = errors.map((error) => `  ${error.path || 'environment'}: ${error.message}`);
    throw new Error(`The environment is not right:\n${lines.join('\n')}`);
  }
  return picked as Static<S>;
}

/**
 * The proxies whose `X-Forwarded-For` is believed: addresses and networks (`10.0.0.0/8`, `loopback`) with
 * commas between them. False when the variable is not set: then the address is the connection's own.
 * Throws when it names something else.
 */
export function trustedProxies(env: Env): string | false {
  const given = env['SAGASHOP_TRUST_PROXY']?.trim();
  if (!given) return false;
  for (const proxy of given.split(',').map((part) => part.trim())) {
    const [address = '', bits = '1', more] = proxy.split('/');
    const longest = isIP(address) === 6 ? 128 : 32;
    const network =
      isIP(address) > 0 && /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= longest;
    if ((!network && !NAMED_NETWORKS.has(proxy)) || more !== undefined) {
      throw new Error(`SAGASHOP_TRUST_PROXY: "${proxy}" is no address, no network and not "loopback"`);
    }
  }
  return given;
}

const NAMED_NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** The variables that every service reads. */
export const CommonConfig = Type.Object({
  SAGASHOP_CURRENCY: Type.String({ pattern: '^[A-Z]{3}$', default: 'RUB' }),
  SAGASHOP_TZ: Type.String({ format: 'time-zone', default: 'UTC' }),
  DATABASE_POOL: Type.Integer({ minimum: 2, maximum: 50, default: 6 }),
});

/** The environment that the process was started with. */
export function environment(): Env {
  return process.env;
}
