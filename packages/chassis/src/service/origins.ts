import type { Problem } from '@sagashop/kernel/problem';
import { Pool } from 'undici';
import type { Env } from '../config/config.ts';
import { refuse } from '../errors.ts';

const CONNECTIONS = 512; // to one service; a request that waits for its order keeps one
const CONNECT = 2000; // ms
const KEEP_ALIVE = 30_000; // ms; services keep a quiet connection for longer

/**
 * Service discovery, server-side: where services that run in other processes answer, by name, with connections that are
 * kept. Each name is one address, behind which the operator (Compose, Kubernetes) puts as many as are wanted.
 */
export interface Origins {
  has(service: string): boolean;
  /**
   * Throws 503 `unavailable` with the service's name when no address of it is known. What is going to last gets
   * connections of its own, as many as it wants: the service says how many it bears.
   */
  of(service: string, streaming?: boolean): Pool;
  close(): Promise<void>;
}

/** Opens no connection before the first request. */
export function openOrigins(urls: Readonly<Record<string, string>>): Origins {
  const pools = new Map<string, Pool>();
  const streamPools = new Map<string, Pool>();
  const options = {
    connect: { timeout: CONNECT },
    keepAliveTimeout: KEEP_ALIVE,
    // An answer may lead back to an address that is as long as a page's may be, written in percents.
    maxHeaderSize: 80_000,
    bodyTimeout: 0,
  };
  for (const [name, url] of Object.entries(urls)) {
    const { origin } = new URL(url);
    pools.set(name, new Pool(origin, { ...options, connections: CONNECTIONS }));
    streamPools.set(name, new Pool(origin, options));
  }
  return {
    has: (service) => pools.has(service),
    of: (service, streaming = false) => {
      const pool = (streaming ? streamPools : pools).get(service);
      if (!pool) throw away(service);
      return pool;
    },
    close: async () => {
      await Promise.all([...pools.values(), ...streamPools.values()].map((pool) => pool.destroy()));
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
