import { LOG_LEVELS } from '@sagashop/chassis/config/log-levels';

type Env = Readonly<Record<string, string | undefined>>;

/** What the web process is told by its environment. */
export interface Settings {
  host: string;
  port: number;
  /** Where its metrics are shown instead. */
  metricsPort: number | undefined;
  /** Where the shop's API answers. */
  gateway: string;
  /** The shop's address behind a proxy; unset: whatever address the visitor used. */
  publicUrl: string | undefined;
  /** Where the shop is, for its forms of addresses; unset: its currency says so. */
  country: string | undefined;
  /** The shop's time zone; unset: it is asked for. */
  zone: string | undefined;
  /** For how many ms it goes on answering after it was told to stop. */
  drain: number;
  /** Whether browsers are given the service worker; else the one that takes it away. */
  serviceWorker: boolean;
  /** Whether customers are shown the way to how the shop works: in a shop to learn from. */
  lab: boolean;
  /** What is logged (`warn` and worse), and how: `json`, or `text` to read; on a terminal text unless it is said. */
  log: { LOG_LEVEL: string; SAGASHOP_LOG?: string };
}

/** Reads the environment. Throws one Error that names the first variable that is wrong, and what it should be. */
export function settings(env: Env = process.env): Settings {
  const form = oneOf(env, 'SAGASHOP_LOG', ['json', 'text']);
  return {
    host: env['HOST'] || '127.0.0.1',
    port: portOf(env, 'PORT', 'needed'),
    metricsPort: portOf(env, 'METRICS_PORT'),
    gateway: origin(env, 'GATEWAY_URL') ?? missing('GATEWAY_URL'),
    publicUrl: origin(env, 'SAGASHOP_PUBLIC_URL'),
    country: countryOf(env),
    zone: zoneOf(env),
    serviceWorker: oneOf(env, 'SAGASHOP_SERVICE_WORKER', ['on', 'off']) !== 'off',
    lab: oneOf(env, 'SAGASHOP_LAB', ['1', '0']) === '1',
    drain: seconds(env['SAGASHOP_DRAIN']) * 1000,
    log: {
      LOG_LEVEL: oneOf(env, 'LOG_LEVEL', LOG_LEVELS) ?? 'warn',
      ...(form && { SAGASHOP_LOG: form }),
    },
  };
}

/** The environment, when it says where spans are to be sent; without that nothing is loaded for them. */
export function tracingEnvironment(env: Env = process.env) {
  return env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ? env : undefined;
}

function oneOf(env: Env, name: string, known: readonly string[]): string | undefined {
  const text = env[name];
  if (!text || known.includes(text)) return text || undefined;
  throw new Error(`${name}: one of ${known.join(', ')}`);
}

function countryOf(env: Env): string | undefined {
  const code = env['SAGASHOP_COUNTRY'];
  if (!code || /^[A-Z]{2}$/.test(code)) return code || undefined;
  throw new Error('SAGASHOP_COUNTRY: a country by its code of ISO 3166, such as GB');
}

function zoneOf(env: Env): string | undefined {
  const zone = env['SAGASHOP_TZ'];
  try {
    if (zone) new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone || undefined;
  } catch {
    throw new Error('SAGASHOP_TZ: a time zone, such as Europe/Berlin');
  }
}

function portOf(env: Env, name: string, needed: 'needed'): number;
function portOf(env: Env, name: string): number | undefined;
function portOf(env: Env, name: string, needed?: 'needed'): number | undefined {
  if (!env[name] && !needed) return undefined;
  const port = Number(env[name]);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`${name}: a port number from 1 to 65535`);
}

function seconds(text: string | undefined): number {
  const value = Number(text || 0);
  if (Number.isInteger(value) && value >= 0 && value <= 600) return value;
  throw new Error('SAGASHOP_DRAIN: seconds, from 0 to 600');
}

function origin(env: Env, name: string): string | undefined {
  const text = env[name];
  if (!text) return undefined;
  if (!/^https?:\/\/[^/]+\/?$/.test(text) || !URL.canParse(text)) {
    throw new Error(`${name}: write it as http://host:port`);
  }
  return new URL(text).origin;
}

function missing(name: string): never {
  throw new Error(`${name}: where the shop's gateway answers, as http://host:port`);
}
