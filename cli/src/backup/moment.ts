import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@sagashop/chassis/postgres/connect';
import { MIGRATING } from '@sagashop/chassis/postgres/migrate';
import type { Sql } from '@sagashop/chassis/postgres/sql';

export type Session = Awaited<ReturnType<Sql['reserve']>>;

/**
 * What has to stand still. Whatever a service makes another one do follows from a row that it has committed in one
 * of these; so while nobody writes them, each service goes on only with what they said already. A transaction
 * that writes several of a database's writes them in this order, and so they are locked.
 */
const SENDERS: Readonly<Record<string, readonly string[]>> = {
  order: ['sagas'],
  user: ['departures', 'users'],
  catalog: ['products'],
};

/**
 * ms to wait for these locks, try by try. Whoever writes meanwhile waits as well, 3 s at most. The later tries are
 * longer than it takes PostgreSQL to send an autovacuum of the table away.
 */
const TRIES = [200, 200, 200, 400, 400, 1500, 1500, 1500, 1500];
const PAUSE = 500; // ms between two tries
const HELD = 1000; // ms; then PostgreSQL itself ends the holding, whatever has become of this process

/** A database whose rows are read as they were at one moment, for as long as that takes. */
export interface Frozen {
  name: string;
  session: Session;
  moment: string;
  lsn: string;
  snapshot: string;
  postgres: string;
}

export interface Moment {
  databases: Frozen[];
  /** ms for which writers had to wait. */
  waited: number;
  close(): Promise<void>;
}

type Seen = Pick<Frozen, 'moment' | 'lsn' | 'snapshot' | 'postgres'>;

// The copy of a large table takes hours, and its text must not depend on how a server is set up.
const SETTINGS = {
  transaction_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  statement_timeout: '0',
  datestyle: 'ISO, MDY',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  // Locks of a machine that is gone without a word go after two minutes.
  tcp_keepalives_idle: '60',
  tcp_keepalives_interval: '10',
  tcp_keepalives_count: '6',
};

/** A pool for copying a service's database: nothing limits how long a statement takes. */
export function copyingPool(name: string, url: string): Sql {
  return connect(url, { name: `copy-${name}`, max: 2, settings: SETTINGS });
}

/**
 * Opens every database at one moment: what is in the copy of one has all its causes in the copies of the others, as
 * after a crash of everything at once. For that, whoever writes sagas, departures or products waits, some tens of
 * ms; nothing fails. Until a database is let go, or all are closed, no migration changes its tables. Throws when a
 * database is away or has a migration under way, or when the tables were in use again and again.
 */
export async function openMoment(urls: Readonly<Record<string, string>>): Promise<Moment> {
  const pools = new Map(Object.entries(urls).map(([name, url]) => [name, copyingPool(name, url)]));
  const close = async () =>
    void (await Promise.all([...pools.values()].map((sql) => sql.end({ timeout: 1 }))));
  try {
    const sessions = new Map<string, Session>();
    for (const [name, sql] of pools) sessions.set(name, await keepTables(name, await sql.reserve()));
    const { seen, waited } = await stillMoment(pools, sessions);
    const databases = [...sessions].map(([name, session]) => ({ name, session, ...seen.get(name)! }));
    return { databases, waited, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * A migration would wait for the copy of its table, and all who use the table behind it; and a table that it has
 * written anew looks empty to a snapshot from before. The lock is the session's and ends with it.
 */
async function keepTables(name: string, session: Session): Promise<Session> {
  const [row] = await session<{ ours: boolean }[]>`select pg_try_advisory_lock_shared(${MIGRATING}) as ours`;
  if (row!.ours) return session;
  throw new Error(`The database of ${name} is being brought up to date. Try again when that has ended.`);
}

/** Lets a database go when its rows are copied: its snapshot, and its tables' locks. */
export async function letGo({ session }: Frozen): Promise<void> {
  await session.unsafe('commit');
  await session`select pg_advisory_unlock_shared(${MIGRATING})`;
}

async function stillMoment(pools: Map<string, Sql>, sessions: Map<string, Session>) {
  for (const [tried, patience] of TRIES.entries()) {
    if (tried > 0) await sleep(PAUSE);
    // No snapshot yet: the first statement that reads takes it.
    for (const session of sessions.values())
      await session.unsafe('begin isolation level repeatable read read only');
    const found = await whileHeld(pools, patience, async () => {
      const seen = [...sessions].map(async ([name, session]) => [name, await look(session)] as const);
      return new Map(await Promise.all(seen));
    });
    if (found) return { seen: found.result, waited: found.waited };
    for (const session of sessions.values()) await session.unsafe('rollback');
  }
  throw new Error('The shop was too busy to hold still for a moment. Try again when less is going on.');
}

async function look(session: Session): Promise<Seen> {
  const [seen] = await session<Seen[]>`
    select to_char(clock_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as moment, pg_current_wal_lsn()::text as lsn,
      pg_current_snapshot()::text as snapshot, current_setting('server_version') as postgres`;
  return seen!;
}

/**
 * Does some work while nobody writes what makes services act; undefined when that could not be had, or had ended
 * before the work did. It ends with our connections at the latest.
 */
async function whileHeld<T>(pools: Map<string, Sql>, patience: number, work: () => Promise<T>) {
  const names = Object.keys(SENDERS).filter((name) => pools.has(name));
  const holders = await Promise.all(names.map((name) => pools.get(name)!.reserve()));
  const start = performance.now();
  try {
    const held = await Promise.allSettled(
      holders.map((holder, at) => hold(holder, SENDERS[names[at]!]!, patience)),
    );
    const refused = held.find((one) => one.status === 'rejected');
    if (refused) return passing(refused.reason);
    const result = await work();
    // Whoever still answers in the same transaction has held all the time.
    await Promise.all(holders.map((holder) => holder.unsafe('commit')));
    return { result, waited: Math.round(performance.now() - start) };
  } catch (error) {
    return passing(error);
  } finally {
    await Promise.all(holders.map(giveBack));
  }
}

async function hold(holder: Session, tables: readonly string[], patience: number): Promise<void> {
  await holder.unsafe('begin');
  await holder`
    select set_config('lock_timeout', ${String(patience)}, true),
      set_config('transaction_timeout', ${String(patience + HELD)}, true),
      set_config('idle_in_transaction_session_timeout', ${String(HELD)}, true)`;
  const there = await holder<{ name: string }[]>`
    select name::regclass::text as name from unnest(${`{${tables.join(',')}}`}::text[]) with ordinality as t(name, at)
    where to_regclass(name) is not null order by at`;
  for (const { name } of there) await holder.unsafe(`lock table ${name} in share mode`);
}

async function giveBack(holder: Session): Promise<void> {
  await holder.unsafe('rollback').catch(() => {});
  holder.release();
}

/** Throws what another try cannot cure: everything but a lock that was not free, a deadlock, and our own time limit. */
function passing(error: unknown): undefined {
  if (/^(?:55P03|40P01|25P0[34]|57014|CONNECTION_CLOSED)$/.test(String((error as { code?: unknown }).code)))
    return undefined;
  throw error;
}
