import type { Problem } from '@sagashop/kernel/problem';
import { Pool } from 'undici';
import type { Env } from './config.ts';
import { refuse } from './errors.ts';

const CONNECTIONS = 512; // to one service; a request that waits for its order keeps one
const CONNECT = 2000; // ms
const KEEP_ALIVE = 30_000; // ms; services keep a quiet connection for longer

/** Where services that run in other processes answer, by name, with connections that are kept. */
export interface Origins {
  has(service: string): boolean;
  /** Throws 503 `unavailable` with the service's name when no address of it is known. */
  of(service: string): Pool;
  close(): Promise<void>;
}

/** Opens no connection before the first request. */
export function openOrigins(urls: Readonly<Record<string, string>>): Origins {
  const pools = new Map<string, Pool>();
  const options = {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT },
    keepAliveTimeout: KEEP_ALIVE,
    bodyTimeout: 0,
  };
  for (const [name, url] of Object.entries(urls)) pools.set(name, new Pool(new URL(url).origin, options));
  return {
    has: (service) => pools.has(service),
    of: (service) => {
      const pool = pools.get(service);
      if (!pool) throw away(service);
      return pool;
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

/** The URLs in `PAYMENT_URL` and the like, for those of `names` that have one. Throws for one that is no URL. */
export function originsOf(names: readonly string[], env: Env): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of names) {
    const variable = `${name.toUpperCase()}_URL`;
    const url = env[variable];
    if (!url) continue;
    if (!/^https?:\/\/[^/]+\/?$/.test(url) || !URL.canParse(url)) {
      throw new Error(`${variable}: write it as http://host:port`);
    }
    found[name] = url;
  }
  return found;
}

/** The refusal of what needs a service that does not answer. */
export function away(service: string): Problem {
  return refuse.unavailable({ service }, { 'retry-after': '1' });
}
