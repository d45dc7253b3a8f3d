import { nested, plain, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import { againWhenTaken } from '@sagashop/chassis/postgres/run-again';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { FIRST_ID } from '@sagashop/kernel/ids';
import type { Refusal, Reservation, State } from '../domain/reservation.ts';

interface Row {
  orderId: string;
  productIds: string;
  quantities: string;
  state: State;
  refusal: string | null;
}

/** Locks what is remembered of these orders, sorted by order. */
export async function lockReservations(tx: Tx, orderIds: readonly string[]): Promise<Reservation[]> {
  const rows = await tx<Row[]>`
    select order_id, product_ids, quantities, state, refusal from reservations
    where order_id = any(${uuids(orderIds)}::uuid[]) order by order_id for update`;
  return rows.map(toReservation);
}

/** Inserts rows, sorted by the caller. Throws RunAgain when another process was first with one of them. */
export async function insertReservations(tx: Tx, rows: readonly Reservation[]): Promise<void> {
  await tx`
    insert into reservations (order_id, product_ids, quantities, state, refusal, booked)
    select order_id, product_ids::uuid[], quantities::int[], state, refusal,
      case state when 'taken' then 1 when 'returned' then 3 else 0 end
    from unnest(${uuids(rows.map((row) => row.orderId))}::uuid[],
      ${texts(rows.map((row) => nested(row.productIds)))}::text[],
      ${texts(rows.map((row) => nested(row.quantities)))}::text[],
      ${plain(rows.map((row) => row.state))}::text[],
      ${texts(rows.map((row) => row.refusal && JSON.stringify(row.refusal)))}::text[])
      as fresh (order_id, product_ids, quantities, state, refusal)`.catch(againWhenTaken);
}

/** Which movements a reservation has by coming to a state, as bits of `booked`; both if it was taken in the same go. */
const BOOKED = { taken: [1, 1], returned: [3, 2], released: [0, 0] } as const;

/**
 * Moves reservations that are locked to another state, for which the movements are written besides; a batch may take
 * and return goods in one go.
 */
export async function moveReservations(
  tx: Tx,
  orderIds: readonly string[],
  state: keyof typeof BOOKED,
): Promise<void> {
  const before = state === 'returned' ? tx`in ('reserved', 'taken')` : tx`= 'reserved'`;
  const [fromReserved, fromTaken] = BOOKED[state];
  await tx`
    update reservations set state = ${state}, updated_at = now(),
      booked = booked | case state when 'reserved' then ${fromReserved}::smallint else ${fromTaken}::smallint end
    where order_id = any(${uuids(orderIds)}::uuid[]) and state ${before}`;
}

/** Reservations in pages sorted by order: those after one order, none older than `since`. */
export async function pageOfReservations(
  db: Db,
  { after = FIRST_ID, since = FIRST_ID, limit }: { after?: string; since?: string; limit: number },
): Promise<Reservation[]> {
  const rows = await db<Row[]>`
    select order_id, product_ids, quantities, state, refusal from reservations
    where order_id > ${after} and order_id >= ${since} order by order_id limit ${limit}`;
  return rows.map(toReservation);
}

/** The reservations of just these orders, sorted by order, at most `limit`. */
export async function reservationsOf(
  db: Db,
  orderIds: readonly string[],
  limit: number,
): Promise<Reservation[]> {
  const rows = await db<Row[]>`
    select order_id, product_ids, quantities, state, refusal from reservations
    where order_id = any(${uuids(orderIds)}::uuid[]) order by order_id limit ${limit}`;
  return rows.map(toReservation);
}

function toReservation(row: Row): Reservation {
  return {
    orderId: row.orderId,
    productIds: elements(row.productIds),
    quantities: elements(row.quantities).map(Number),
    state: row.state,
    saved: row.state,
    refusal: row.refusal === null ? null : (JSON.parse(row.refusal) as Refusal),
  };
}

/** The elements of an array of ids or numbers, which the driver leaves as it was written: `{1,2}`. */
function elements(array: string): string[] {
  return array === '{}' ? [] : array.slice(1, -1).split(',');
}

/** Deletes at most so many tombstones that are older than 7 days; answers how many. No do is handled so late. */
export async function deleteOldTombstones(db: Db, most: number): Promise<number> {
  const { count } = await db`
    delete from reservations where order_id in (
      select order_id from reservations where product_ids = '{}' and state = 'released' and created_at < now() - interval '7 days'
      limit ${most} for update skip locked)`;
  return count;
}
