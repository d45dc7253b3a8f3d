import type { Staff } from '@sagashop/audit-log/staff-of';
import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';

/** Who of the staff has asked for a departure in somebody's name, and why. */
export interface Asked extends Staff {
  reason: string;
}

export interface Departure {
  userId: string;
  run: string;
  /** The user's row is deleted: nothing refuses the departure any more. */
  decided: boolean;
  /** Null where whoever leaves has asked for it. */
  asked: Asked | null;
}

/**
 * Begins a user's departure; false when one has begun already, or the user is gone. Looked at again after the insert, since a
 * departure that ends meanwhile has deleted the user that the insert still saw; from then on only this one deletes them.
 * (A lock on the user's row instead is a deadlock with a departure that decides.)
 */
export async function insertDeparture(
  db: Db,
  { userId, run, asked }: Omit<Departure, 'decided'>,
): Promise<boolean> {
  const { count } = await db`
    insert into departures (user_id, run, asked)
    select id, ${run}, ${asked && JSON.stringify(asked)}::text::jsonb from users where id = ${userId} on conflict do nothing`;
  if (count === 0) return false;
  const [there] = await db`select from users where id = ${userId}`;
  if (!there) await deleteDeparture(db, userId, run);
  return there !== undefined;
}

/** Begins the departures of those of these users who are guests without a session, unless they have begun. */
export async function insertGuestDepartures(db: Db, users: readonly string[], run: string): Promise<void> {
  await db`
    insert into departures (user_id, run)
    select id, ${run} from users where id = any(${uuids(users)}::uuid[]) and guest
      and not exists (select from sessions where user_id = users.id and expires_at > now())
    on conflict do nothing`;
}

/**
 * Gives a run those departures that nobody has been at for so many seconds, at most so many; those of guests last, who go
 * by hundreds.
 */
export async function takeOverDepartures(
  db: Db,
  { run, silence, most }: { run: string; silence: number; most: number },
): Promise<Departure[]> {
  return db<Departure[]>`
    update departures set run = ${run}, renewed_at = now() where user_id in (
      select user_id from departures where renewed_at < now() - ${silence} * interval '1 second'
      order by (select guest from users where id = user_id) is true, renewed_at limit ${most} for update skip locked)
    returning user_id, run, decided_at is not null as decided, asked`;
}

/** Marks a departure as decided; false when another run is at it, or it is over. */
export async function decideDeparture(tx: Tx, userId: string, run: string): Promise<boolean> {
  const { count } = await tx`
    update departures set decided_at = now(), renewed_at = now()
    where user_id = ${userId} and run = ${run} and decided_at is null`;
  return count > 0;
}

/** Ends a departure, given up or done. */
export async function deleteDeparture(db: Db, userId: string, run: string): Promise<void> {
  await db`delete from departures where user_id = ${userId} and run = ${run}`;
}
