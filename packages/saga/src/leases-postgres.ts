import type { Sql } from 'postgres';
import type { Leases } from './leases.ts';

// The first half of the advisory locks' names, the second is the runner's id. Any number that no one else uses.
const LOCKS = 7_302_418;
const CLOSING = 1; // s until a connection is cut that does not close
const KEPT = '1 day'; // how long a runner that is gone can still be looked at

export interface PostgresLeasesParts {
  /** Opens one connection, which nothing else uses. */
  connect: () => Sql;
  /** ms of silence after which others take this runner for frozen. */
  takeOver: number;
}

/**
 * The leases in PostgreSQL: a row and a session's advisory lock each. The session also remembers whose it is, so
 * that a connection which was lost and silently made anew is not taken for the one that holds the lock.
 */
export function postgresLeases({ connect, takeOver }: PostgresLeasesParts): Leases {
  let sql: Sql | undefined;
  let released = false;
  let mine = 0;
  const close = (timeout: number) => {
    const old = sql;
    sql = undefined;
    return old?.end({ timeout }).catch(() => {});
  };
  return {
    takeOver,
    async acquire() {
      // Not waited for: it may hang. If it does, its lock is held for longer, but its row says that it is gone.
      void close(0);
      if (released) throw new Error('no lease is given here any more');
      sql = connect();
      mine = await acquire(sql, mine, takeOver);
      return mine;
    },
    async renew(runner) {
      return sql !== undefined && runner === mine && (await renew(sql, runner));
    },
    async release(runner) {
      released = true;
      // Sent at once, before the connection is told to end.
      const told = sql && runner > 0 ? stopped(sql, runner).execute() : undefined;
      // What it is not told in time it finds out by the lock.
      await Promise.all([told, close(CLOSING)]);
    },
  };
}

const stopped = (sql: Sql, runner: number) => sql`
  update runners set gone = 'stopped' where id = ${runner} and gone is null`;

/** The lock is held before the row is there to be looked at, so that nobody ever finds it free by mistake. */
async function acquire(sql: Sql, before: number, takeOver: number): Promise<number> {
  const [next] = await sql<{ id: number }[]>`
    select nextval(pg_get_serial_sequence('runners', 'id'))::int as id`;
  const { id } = next!;
  await sql`
    select pg_advisory_lock(${LOCKS}, ${id}), set_config('saga.runner', ${String(id)}, false)`;
  await sql`
    with old as (delete from runners where gone is not null and seen < now() - ${KEPT}::text::interval),
    mine as (update runners set gone = 'died' where id = ${before} and gone is null)
    insert into runners (id, take_over) overriding system value
    select ${id}::int, ${takeOver} * interval '1 ms' where current_setting('saga.runner', true) = ${String(id)}`;
  return id;
}

/**
 * One statement, every beat. A runner is evicted by a change of its own row, and renews by a change of the same row:
 * one of the two comes first, and the other one sees it.
 */
async function renew(sql: Sql, runner: number): Promise<boolean> {
  const [answer] = await sql<{ mine: boolean }[]>`
    with mine as (
      update runners set seen = now()
      where id = ${runner} and gone is null and seen > now() - take_over
        and current_setting('saga.runner', true) = ${String(runner)}
      returning id
    ),
    lost as (
      select id, pg_try_advisory_xact_lock_shared(${LOCKS}, id) as free from runners
      where gone is null and id <> ${runner} and exists (select from mine)
        and (seen < now() - take_over or pg_try_advisory_xact_lock_shared(${LOCKS}, id))
      for update skip locked
    ),
    evicted as (
      update runners set gone = case when lost.free then 'died' else 'frozen' end
      from lost where runners.id = lost.id
    )
    select exists (select from mine) as mine`;
  return answer!.mine;
}
