import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Fault, FaultWish } from './fault.ts';
import { FAULT_KINDS, isOnce } from './fault-kinds.ts';

type Plan = Pick<Fault, 'fault' | 'service' | 'command' | 'scope' | 'seconds' | 'share' | 'nth' | 'seed'>;

/** A row of `lab_faults`; `left` in ms. */
export interface Row {
  id: string;
  keeper: number;
  byUser: string;
  plan: Plan;
  useFingerprint: string | null;
  startedAt: Date;
  endsAt: Date;
  endedAt: Date | null;
  occasions: number;
  hits: number;
  lastHitAt: Date | null;
  orders: string;
  left: number;
}

/** What a row is read by. */
export const columns = (db: Db) => db`
  id, keeper, by_user, plan, use_fingerprint, started_at, ends_at, ended_at, occasions, hits, last_hit_at, orders::text,
  (extract(epoch from ends_at - clock_timestamp()) * 1000)::float8 as left`;

/** What a wish means, with what it leaves out. */
export function planOf({ fault, scope, seconds, service, command, nth, share, seed }: FaultWish): Plan {
  const once = isOnce(fault) && share === undefined ? (nth ?? 1) : (nth ?? null);
  return {
    ...{ fault, scope, seconds, service: service ?? null, command: command ?? null },
    share: once === null ? (share ?? 1) : null,
    nth: once,
    seed: seed ?? Math.floor(Math.random() * 2 ** 31),
  };
}

/** The fault that a row is. */
export function faultOf({
  id,
  byUser,
  plan,
  startedAt,
  endsAt,
  endedAt,
  occasions,
  hits,
  ...row
}: Row): Fault {
  return {
    ...{ id, ...plan, says: FAULT_KINDS[plan.fault].says, by: byUser, occasions, hits },
    startedAt: startedAt.toISOString(),
    endsAt: endsAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    lastHitAt: row.lastHitAt?.toISOString() ?? null,
    orders: row.orders.slice(1, -1).split(',').filter(Boolean),
  };
}
