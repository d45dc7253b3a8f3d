import { ints, plain, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Language } from '../domain/order.ts';

/**
 * Days in the column `was` that are none: of a first move it is the order's own that its customer knows, and while they are
 * being told it may be either.
 */
const OWN = 'infinity';
const EITHER = '-infinity';

/** A delivery that went elsewhere. */
export interface Move {
  order: string;
  sequence: number;
  move: string;
  courier: string;
  date: string;
}

/**
 * Saves moves, one of each order, sorted by order; a later one stays, and with it the day that its customer knows. Events do not
 * tell it: the one before may come late.
 */
export async function saveMoves(db: Db, moves: readonly Move[]): Promise<void> {
  await db`
    insert into delivery_moves as m (order_id, sequence, move, courier, date, was)
    select * from unnest(${uuids(moves.map((one) => one.order))}::uuid[],
      ${ints(moves.map((one) => one.sequence))}::bigint[], ${uuids(moves.map((one) => one.move))}::uuid[],
      ${uuids(moves.map((one) => one.courier))}::uuid[], ${plain(moves.map((one) => one.date))}::date[],
      ${plain(moves.map(() => OWN))}::date[])
    on conflict (order_id) do update set sequence = excluded.sequence, move = excluded.move,
      courier = excluded.courier, date = excluded.date, was = case when m.done then m.date else m.was end, done = false
    where m.sequence < excluded.sequence`;
}

/** A move whose order has ended its saga or not, with what a message about it says. */
export interface OpenMove extends Move {
  /** The day that its customer knows; no day where that is not certain. */
  was: string;
  status: string;
  userId: string;
  language: Language;
  number: number;
  total: number;
}

/** Locks the orders of the oldest moves that are not done, and tells of them: a pending order's has to wait. */
export async function lockOpenMoves(tx: Tx, most: number): Promise<OpenMove[]> {
  return tx<OpenMove[]>`
    select m.order_id as "order", m.sequence, m.move, m.courier, m.date,
      case m.was when ${OWN} then o.delivery_date else m.was end as was,
      o.status, o.user_id, o.language, o.number, o.total
    from delivery_moves m join orders o on o.id = m.order_id
    where not m.done and o.status <> 'pending' order by m.order_id limit ${most} for update of o`;
}

/**
 * Gives orders that are locked the days to which their deliveries went. From now on nobody knows for certain which day those
 * know who have to be told: whoever tells them may die before it is noted.
 */
export async function takeOverDays(tx: Tx, moves: readonly OpenMove[]): Promise<void> {
  const known = moves.map(({ date, was }) => (date === was ? was : EITHER));
  await tx`
    update delivery_moves m set was = known.day
    from unnest(${uuids(moves.map((one) => one.order))}::uuid[], ${plain(known)}::date[]) as known (id, day)
    where m.order_id = known.id`;
  await tx`
    update orders set delivery_date = moved.date
    from unnest(${uuids(moves.map((one) => one.order))}::uuid[],
      ${plain(moves.map((one) => one.date))}::date[]) as moved (id, date)
    where orders.id = moved.id and status not in ('pending', 'cancelled')`;
}

/** Notes that nothing is left to be done about these moves, where no later one has come. */
export async function closeMoves(db: Db, moves: readonly Move[]): Promise<void> {
  await db`
    update delivery_moves m set done = true
    from unnest(${uuids(moves.map((one) => one.order))}::uuid[],
      ${ints(moves.map((one) => one.sequence))}::bigint[]) as told (id, sequence)
    where m.order_id = told.id and m.sequence = told.sequence`;
}
