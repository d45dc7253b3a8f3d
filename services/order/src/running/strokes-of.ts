import type { Env } from '@sagashop/chassis/config/config';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { die, mayBeKilled } from '@sagashop/lab/die';
import { labCall } from '@sagashop/lab/lab-call';
import { cutConnections, holdConnections } from '@sagashop/lab/own-connections';
import type { Act } from '@sagashop/lab/service-strokes';

/** What the laboratory strikes of this process, and by whom it reaches the others. */
export interface Struck {
  sql: Sql;
  pool: number;
  peers: Peers;
  env: Env;
}

/** How the laboratory strikes a service: this one here, the others by what they do when they are told to. */
export function strokesOf({ sql, pool, peers, env }: Struck): Act {
  return async (service, act, ms) => {
    if (service !== 'order') return (await peers.ask(labCall(service), { act, ...(ms && { ms }) })).held;
    if (act === 'cut') await cutConnections(sql);
    if (act === 'hold') await holdConnections(sql, pool);
    if (act === 'die' && mayBeKilled(env)) die();
    return 0;
  };
}
