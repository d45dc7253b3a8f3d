import { connect } from 'node:net';
import postgres from 'postgres';

export type Sql = postgres.Sql;
export type Pools = Record<'user' | 'catalog' | 'order' | 'payment' | 'stock' | 'delivery' | 'notify', Sql>;

const SERVICES = ['user', 'catalog', 'order', 'payment', 'stock', 'delivery', 'notify'] as const;

type Options = postgres.Options<Record<string, never>>;

/**
 * The driver leaves Nagle's algorithm on, so that two statements that are sent one after the other may take 40 ms.
 * Whoever looked at their latency once would have turned it off.
 */
function socket({ host, port }: { host: string[]; port: number[] }) {
  const to = { host: host[0]!, port: port[0]! };
  return Object.assign(connect({ ...to, noDelay: true }), to);
}

/**
 * A pool for each database, from `PAYMENT_DATABASE_URL` and so on. Ten connections each are the driver's own number.
 * Prepared statements are on; its types' look-up, which it makes once, too.
 */
export function openPools(env: Record<string, string | undefined>, connections = 10): Pools {
  const pools = SERVICES.map((name) => {
    const url = env[`${name.toUpperCase()}_DATABASE_URL`];
    if (!url) throw new Error(`${name.toUpperCase()}_DATABASE_URL is missing`);
    return [name, postgres(url, { max: connections, onnotice: () => {}, socket } as Options)];
  });
  return Object.fromEntries(pools) as Pools;
}
