import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { ints, texts } from './arrays.ts';
import { refuse } from './errors.ts';
import type { Sql } from './postgres.ts';
import { sweepAll } from './sweeper.ts';

/** Whose failures are counted, how many may come at once, and in how many seconds one is forgiven. */
export interface Limit {
  who: string;
  room: number;
  each: number;
}

interface Level {
  key: string;
  seconds: number;
}

/** Keeps no account name and no address: what is counted is known by its hash. */
const keyOf = (limit: Limit) => createHash('sha256').update(limit.who).digest('base64url');

/**
 * Does a piece of work that people might try again and again to guess something; undefined means that it
 * failed. Failures are counted in the table `attempts(key, empty_at)`, for all processes and over restarts.
 * Refuses as `too_many_attempts` when a limit is reached, and then even what was right: of any number of
 * guesses at once no more than the limit are answered.
 */
export async function guarded<T>(
  sql: Sql,
  limits: readonly Limit[],
  work: () => Promise<T | undefined>,
): Promise<T | undefined> {
  await refuseWhenFull(sql, limits);
  const result = await work();
  if (result !== undefined) await refuseWhenFull(sql, limits);
  else refuseAbove(limits, await count(sql, limits), 0);
  return result;
}

/** Forgives what was counted. */
export async function forgive(sql: Sql, limits: readonly Limit[]): Promise<void> {
  await sql`delete from attempts where key = any(${texts(limits.map(keyOf))}::text[])`;
}

/** Deletes what is forgiven by now: the table is as large as its last minutes. */
export async function sweepAttempts(sql: Sql): Promise<void> {
  await sweepAll(async (most) => {
    const { count: gone } = await sql`
      delete from attempts where key in (
        select key from attempts where empty_at <= now() order by empty_at limit ${most} for update skip locked)`;
    return gone;
  });
}

/** An address as it is counted: an IPv6 network of 64 bits is one, since one person has all of it. */
export function countedAddress(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped || !isIPv6(ip)) return mapped ?? ip;
  const [head = '', tail] = ip.toLowerCase().split('%')[0]!.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}

async function refuseWhenFull(sql: Sql, limits: readonly Limit[]): Promise<void> {
  const levels = await sql<Level[]>`
    select key, extract(epoch from empty_at - now())::float8 as seconds from attempts
    where key = any(${texts(limits.map(keyOf))}::text[]) and empty_at > now()`;
  refuseAbove(limits, levels, 1);
}

/** Counts one failure for each limit. The hour bounds what many at once can add up to. */
async function count(sql: Sql, limits: readonly Limit[]): Promise<Level[]> {
  return sql<Level[]>`
    insert into attempts as kept (key, empty_at)
    select key, now() + each * interval '1 second'
    from unnest(${texts(limits.map(keyOf))}::text[], ${ints(limits.map((limit) => limit.each))}::int[])
      as one (key, each)
    order by key
    on conflict (key) do update set empty_at = least(now() + interval '1 hour',
      greatest(kept.empty_at, now()) + (excluded.empty_at - now()))
    returning key, extract(epoch from empty_at - now())::float8 as seconds`;
}

function refuseAbove(limits: readonly Limit[], levels: readonly Level[], needed: number): void {
  const found = new Map(levels.map((level) => [level.key, level.seconds]));
  const waits = limits.map((limit) => (found.get(keyOf(limit)) ?? 0) - (limit.room - needed) * limit.each);
  const longest = Math.max(...waits);
  if (longest > 0.001) {
    throw refuse.too_many_attempts({}, { 'retry-after': String(Math.max(1, Math.ceil(longest))) });
  }
}
