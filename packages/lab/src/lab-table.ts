import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { batcher } from '@sagashop/chassis/work/batch';
import { newId } from '@sagashop/kernel/ids';
import type { Fault, FaultWish } from './fault.ts';
import { FAULT_KINDS } from './fault-kinds.ts';
import { count, hitsOf, nextOccasions } from './lab-counts.ts';
import { columns, faultOf, planOf, type Row } from './lab-row.ts';
import type { Tally } from './tally-book.ts';

// The first half of the advisory locks' names, the second is the keeper. Any number that no one else uses.
const LOCKS = 7_302_419;
/** So many may be active for one person, and for all together. */
const MOST_ACTIVE = { each: 20, all: 200 };
const OVER = { shown: 50, kept: 500 };

/** The Idempotency-Key of a wish. */
export interface Use {
  key: string;
  fingerprint: string;
}

/** An active fault, how many ms it has left, and whether it was wished for in this process. */
export interface Listed {
  fault: Fault;
  left: number;
  kept: boolean;
}

export type LabTable = ReturnType<typeof labTable>;

/**
 * The faults of a laboratory in the tables `lab_faults` and `lab_hits`. `keeper` is a number that this process alone has: a fault
 * is over when the process is gone in which it was wished for. `sql` has one connection, which no one else uses: it holds the
 * lock by which others see that this process lives.
 */
export function labTable(sql: Sql, keeper: number) {
  const next = batcher<Fault, number>({
    name: 'order.lab-occasions',
    run: (faults) => nextOccasions(sql, faults),
  });
  return {
    add: (wish: FaultWish, by: string, use?: Use) =>
      sql.transaction(async (tx) => {
        await live(tx, keeper);
        return add(tx, { wish, by, use, keeper });
      }),
    /** Those that are active; ends `ended` before, and whatever was wished for in a process that is gone. */
    async read(ended: readonly string[]): Promise<Listed[]> {
      await live(sql, keeper);
      if (ended.length > 0)
        await sql`
          update lab_faults set ended_at = now()
          where id = any(${uuids(ended)}::uuid[]) and ended_at is null and ends_at > now()`;
      const rows = await active(sql, keeper);
      return rows
        .filter(({ plan }) => plan.fault in FAULT_KINDS) // another release may have more
        .map((row) => ({ fault: faultOf(row), left: row.left, kept: row.keeper === keeper }));
    },
    recent: () => recent(sql),
    count: (tallies: ReadonlyMap<string, Tally>) => count(sql, tallies),
    hitsOf: (order: string) => hitsOf(sql, order),
    /** Which occasion of a fault this is, of all processes together; 0 where the database does not say. */
    occasion: (fault: Fault) => next(fault).catch(() => 0),
    async close(): Promise<void> {
      await sql`delete from lab_faults where keeper = ${keeper}`.catch(() => {}); // else its lock tells
      await sql.end({ timeout: 1 });
    },
  };
}

/** Holds the lock that says so: again where the connection was lost, and silently made anew. */
const live = (db: Db, keeper: number) => db`
  select pg_advisory_lock(${LOCKS}, ${keeper}), set_config('lab.keeper', ${String(keeper)}, false)
  where current_setting('lab.keeper', true) is distinct from ${String(keeper)}`;

const active = (db: Db, keeper: number) => db<Row[]>`
  with gone as (
    delete from lab_faults
    where keeper <> ${keeper} and pg_try_advisory_xact_lock_shared(${LOCKS}, keeper) returning id
  )
  select ${columns(db)} from lab_faults
  where ended_at is null and ends_at > now() and id not in (select id from gone) order by id desc`;

async function recent(db: Db): Promise<Fault[]> {
  const rows = await db<Row[]>`
    select ${columns(db)} from lab_faults where ended_at is not null or ends_at <= now()
    order by coalesce(ended_at, ends_at) desc, id desc limit ${OVER.shown}`;
  return rows
    .filter(({ plan }) => plan.fault in FAULT_KINDS)
    .map((row) => ({ ...faultOf(row), endedAt: (row.endedAt ?? row.endsAt).toISOString() }));
}

interface Wished {
  wish: FaultWish;
  by: string;
  use: Use | undefined;
  keeper: number;
}

async function add(tx: Tx, { wish, by, use, keeper }: Wished) {
  await tx`lock table lab_faults in share row exclusive mode`; // whoever counts must see all that are
  if (use) {
    const [before] = await tx<Row[]>`
      select ${columns(tx)} from lab_faults where by_user = ${by} and use_key = ${use.key}`;
    if (before && before.useFingerprint !== use.fingerprint) return 'another' as const;
    if (before) return { fault: faultOf(before), left: before.left, again: true as const };
  }
  const [many] = await tx<{ own: number; all: number }[]>`
    select count(*) filter (where by_user = ${by})::int as own, count(*)::int as all from lab_faults
    where ended_at is null and ends_at > now()`;
  if (many!.own >= MOST_ACTIVE.each || many!.all >= MOST_ACTIVE.all) return 'too_many' as const;
  await tx`
    delete from lab_faults where id in (
      select id from lab_faults where ended_at is not null or ends_at <= now()
      order by coalesce(ended_at, ends_at) desc offset ${OVER.kept}
    )`;
  const plan = JSON.stringify(planOf(wish));
  const [row] = await tx<Row[]>`
    insert into lab_faults (id, keeper, by_user, plan, use_key, use_fingerprint, started_at, ends_at)
    values (${newId()}, ${keeper}, ${by}, ${plan}::text::jsonb, ${use?.key ?? null}, ${use?.fingerprint ?? null},
      clock_timestamp(), clock_timestamp() + ${wish.seconds} * interval '1 second')
    returning ${columns(tx)}`;
  return { fault: faultOf(row!), left: row!.left, again: undefined };
}
