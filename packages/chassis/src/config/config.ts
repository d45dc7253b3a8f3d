import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { type Static, type TObject, Type } from 'typebox';
import { LOG_LEVELS } from './log-levels.ts';
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

/**
 * Whether requests are counted and limited, as docs/limits.md has it; `off` is for measuring a shop from one address.
 * Failures are counted in any case. Throws when it is neither `on` nor `off`.
 */
export function rateLimits(env: Env): boolean {
  const given = env['SAGASHOP_RATE_LIMITS']?.trim() || 'on';
  if (given === 'on' || given === 'off') return given === 'on';
  throw new Error(`SAGASHOP_RATE_LIMITS: "${given}" is neither on nor off`);
}

const NAMED_NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** The variables that every service reads. */
export const CommonConfig = Type.Object({
  DATABASE_POOL: Type.Integer({
    minimum: 2,
    maximum: 50,
    default: 6,
    description: 'database connections of each service',
  }),
});

/** The variables that say what is logged, and how: readable on a terminal and JSON elsewhere unless it is said. */
export const LogConfig = Type.Object({
  LOG_LEVEL: Type.String({
    pattern: `^(?:${LOG_LEVELS.join('|')})$`,
    default: 'warn',
    description: 'what is logged; `info`: each request too',
  }),
  SAGASHOP_LOG: Type.Optional(
    Type.String({
      pattern: '^(?:json|text)$',
      description: 'how [the log](../logs.md) is written; unset: `text` on a terminal, else `json`',
    }),
  ),
});
export type LogConfig = Static<typeof LogConfig>;

/** Secrets that may come in a file: `PAYMENT_DATABASE_URL_FILE` names one that holds PAYMENT_DATABASE_URL. */
const SECRET_FILE =
  /^((?:[A-Z]+_DATABASE_URL|SAGASHOP_SERVICE_KEYS?|SAGASHOP_INTERNAL_KEYS|SAGASHOP_ADMIN_PASSWORD))_FILE$/;

/**
 * An environment with the secrets that it names files for instead of these names, without the line end that editors put
 * there. Throws, naming the variable, when a file cannot be read, or when the secret is given in both ways.
 */
export function withSecretFiles(env: Env): Env {
  const read: Record<string, string | undefined> = { ...env };
  for (const [variable, path] of Object.entries(env)) {
    const name = SECRET_FILE.exec(variable)?.[1];
    if (!name || !path) continue;
    // Whoever is given this environment would find both.
    delete read[variable];
    if (env[name]) throw new Error(`Set ${name} or ${variable}, not both.`);
    try {
      read[name] = readFileSync(path, 'utf8').trimEnd();
    } catch (error) {
      throw new Error(`${variable}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return read;
}

/** The environment that the process was started with, its secrets read from their files. */
export function environment(): Env {
  return withSecretFiles(process.env);
}
