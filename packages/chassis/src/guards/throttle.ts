import { createHash } from 'node:crypto';
import { refuse } from '../errors.ts';
import { ints, texts } from '../postgres/arrays.ts';
import type { Sql } from '../postgres/sql.ts';
import { sweepAll } from '../work/sweeper.ts';

/** Whose failures are counted, how many may come at once, and in how many seconds one is forgiven. */
export interface Limit {
  who: string;
  room: number;
  each: number;
  /** It counts who asks, and where from: whoever has none of these failures has not failed here. */
  own?: boolean;
  /** How many may come at once from those who have not failed here; as many as from the others when not given. */
  fresh?: number;
}

interface Level {
  key: string;
  seconds: number;
}

/** Seconds to wait that are told at most. Nobody can say more: how soon others fail again is not known. */
const LONGEST_TOLD = 10;

/** Keeps no account name and no address: what is counted is known by its hash. */
const keyOf = (limit: Limit) => createHash('sha256').update(limit.who).digest('base64url');

/**
 * A rate limit on failures, by leaky buckets: does a piece of work that people might try again and again to guess something; undefined means that it
 * failed. Failures are counted in the table `attempts(key, empty_at)`, for all processes and over restarts.
 * Refuses as `too_many_attempts` when a limit is reached, and then even what was right: of any number of
 * guesses at once no more than the limit are answered.
 */
export async function guarded<T>(
  sql: Sql,
  limits: readonly Limit[],
  work: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const before = await levelsOf(sql, limits);
  const fresh = isFresh(limits, before, 0);
  refuseAbove(limits, before, { needed: 1, fresh });
  const result = await work();
  if (result === undefined) await countFailure(sql, limits);
  else refuseAbove(limits, await levelsOf(sql, limits), { needed: 1, fresh });
  return result;
}

/**
 * Its own count first: of failures that come all at once only one is the first from there, and those that are refused
 * as too many from there count nowhere else, where they would take the room of those that are answered.
 */
async function countFailure(sql: Sql, limits: readonly Limit[]): Promise<void> {
  const { own = [], others = [] } = Object.groupBy(limits, (limit) => (limit.own ? 'own' : 'others'));
  const levels = await count(sql, own, true);
  const fresh = isFresh(own, levels, 1);
  refuseAbove(own, levels, { needed: 0, fresh });
  const all = new Map([...levels, ...(await count(sql, others, fresh))]);
  refuseAbove(limits, all, { needed: 0, fresh });
}

/** Whether who asks has no more than so many failures here. */
function isFresh(limits: readonly Limit[], levels: ReadonlyMap<string, number>, most: number): boolean {
  return limits.every((limit) => !limit.own || (levels.get(keyOf(limit)) ?? 0) <= most * limit.each);
}

/** Whether no further failure is allowed. */
export async function isFull(sql: Sql, limits: readonly Limit[]): Promise<boolean> {
  return longestWait(limits, await levelsOf(sql, limits), { needed: 1, fresh: true }) > 0;
}

/** Forgives whoever was right at last their own failures, wherever they were counted; the first own limit says how many. */
export async function forgive(sql: Sql, limits: readonly Limit[]): Promise<void> {
  const own = limits.find((limit) => limit.own);
  const level = own && (await levelsOf(sql, [own])).get(keyOf(own));
  if (!level) return;
  const failures = Math.ceil(level / own.each);
  await sql`
    update attempts set empty_at = empty_at - back.seconds * interval '1 second'
    from unnest(${texts(limits.map(keyOf))}::text[], ${ints(limits.map(({ each }) => each * failures))}::float8[])
      as back (key, seconds)
    where attempts.key = back.key`;
}

/** Deletes what is forgiven by now. */
export async function sweepAttempts(sql: Sql): Promise<void> {
  await sweepAll(async (most) => {
    const { count: gone } = await sql`
      delete from attempts where key in (
        select key from attempts where empty_at <= now() order by empty_at limit ${most} for update skip locked)`;
    return gone;
  });
}

async function levelsOf(sql: Sql, limits: readonly Limit[]): Promise<Map<string, number>> {
  return byKey(
    await sql<Level[]>`
      select key, extract(epoch from empty_at - now())::float8 as seconds from attempts
      where key = any(${texts(limits.map(keyOf))}::text[]) and empty_at > now()`,
  );
}

/**
 * Counts one failure for each limit. What many at once add up to is bounded by the limit, and those who have failed here
 * before take none of the room of those who have not.
 */
async function count(sql: Sql, limits: readonly Limit[], fresh: boolean): Promise<Map<string, number>> {
  if (limits.length === 0) return new Map();
  const most = limits.map((limit) => Math.ceil(roomOf(limit, fresh) * limit.each) + 1);
  return byKey(
    await sql<Level[]>`
      insert into attempts as kept (key, empty_at)
      select key, now() + each * interval '1 second'
      from unnest(${texts(limits.map(keyOf))}::text[], ${ints(limits.map((limit) => limit.each))}::float8[])
        as one (key, each)
      order by key
      on conflict (key) do update set empty_at = greatest(kept.empty_at, least(
        greatest(kept.empty_at, now()) + (excluded.empty_at - now()),
        now() + (select most from unnest(${texts(limits.map(keyOf))}::text[], ${ints(most)}::int8[])
          as bound (key, most) where bound.key = excluded.key) * interval '1 second'))
      returning key, extract(epoch from empty_at - now())::float8 as seconds`,
  );
}

const byKey = (levels: readonly Level[]) => new Map(levels.map(({ key, seconds }) => [key, seconds]));

const roomOf = (limit: Limit, fresh: boolean) => (fresh ? (limit.fresh ?? limit.room) : limit.room);

interface Asking {
  /** How many more failures there must be room for. */
  needed: number;
  fresh: boolean;
}

function longestWait(
  limits: readonly Limit[],
  levels: ReadonlyMap<string, number>,
  { needed, fresh }: Asking,
): number {
  const waits = limits.map((limit) => {
    return (levels.get(keyOf(limit)) ?? 0) - (roomOf(limit, fresh) - needed) * limit.each;
  });
  const longest = Math.max(...waits);
  return longest > 0.001 ? longest : 0;
}

function refuseAbove(limits: readonly Limit[], levels: ReadonlyMap<string, number>, asking: Asking): void {
  const wait = Math.ceil(longestWait(limits, levels, asking));
  if (wait > 0) throw refuse.too_many_attempts({}, { 'retry-after': String(Math.min(wait, LONGEST_TOLD)) });
}
