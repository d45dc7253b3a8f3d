import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Statement } from '@sagashop/saga/log-postgres';
import type { Shipment, ShipmentAct } from '../domain/shipment.ts';
import { dropPhotos } from './photos.ts';

/** The parcels of these orders, the oldest first, by order. */
export async function shipmentsOf(db: Db, orders: readonly string[]): Promise<Map<string, Shipment[]>> {
  if (orders.length === 0) return new Map();
  const rows = await db<Shipment[]>`
    select id, order_id, lines::json as lines, state, nth, failures, created_at from shipments
    where order_id = any(${uuids(orders)}::uuid[]) order by order_id, created_at, id`;
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** The order that a parcel is of; undefined for an unknown one. */
export async function orderOfShipment(db: Db, id: string): Promise<string | undefined> {
  return (await ordersOfShipments(db, [id])).get(id.toLowerCase());
}

/** The orders that parcels are of, by parcel; unknown ones are left out. */
export async function ordersOfShipments(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db<{ id: string; orderId: string }[]>`
    select id, order_id from shipments where id = any(${uuids(ids)}::uuid[])`;
  return new Map(rows.map(({ id, orderId }) => [id, orderId]));
}

/** What has become of parcels, the oldest first, by parcel. */
export async function actsOf(db: Db, shipments: readonly string[]): Promise<Map<string, ShipmentAct[]>> {
  if (shipments.length === 0) return new Map();
  const rows = await db<ShipmentAct[]>`
    select shipment, nth, id, act, at, received_at, by_user as by, note, name,
      num_nonnulls(photo_file, photo) > 0 as has_photo from shipment_acts
    where shipment = any(${uuids(shipments)}::uuid[]) order by shipment, nth`;
  return Map.groupBy(rows, ({ shipment }) => shipment);
}

/** Writes a new parcel of an order that is locked. */
export async function insertShipment(
  tx: Tx,
  { id, orderId, lines, by }: Pick<Shipment, 'id' | 'orderId' | 'lines'> & { by: string },
): Promise<void> {
  await tx`insert into shipments (id, order_id, lines, state, by_user)
    values (${id}, ${orderId}, ${JSON.stringify(lines)}, 'planned', ${by})`;
}

/** Saves a parcel of an order that is locked. */
export async function saveShipment(tx: Tx, { id, lines, state, nth, failures }: Shipment): Promise<void> {
  await tx`update shipments set lines = ${JSON.stringify(lines)}, state = ${state}, nth = ${nth}, failures = ${failures}
    where id = ${id}`;
}

/** Writes what has become of a parcel: `at` between its last hand-over and now; `photo` is the hash of its file. */
export async function insertAct(
  tx: Tx,
  act: Omit<ShipmentAct, 'receivedAt' | 'at' | 'hasPhoto'> & { at: string | null; photo: string | null },
): Promise<void> {
  const { shipment, nth, id, act: what, at, by, note, name, photo } = act;
  await tx`insert into shipment_acts (shipment, nth, id, act, at, by_user, note, name, photo_file)
    values (${shipment}, ${nth}, ${id}, ${what}, least(now(), greatest(coalesce(${at}::timestamptz, now()),
      (select max(at) from shipment_acts where shipment = ${shipment}))), ${by}, ${note}, ${name}, ${photo})`;
}

/** Whether a parcel's order went to another day after the last that has become of the parcel: ids are in the order of time. */
export async function wasMovedSince(tx: Tx, { id, orderId, nth }: Shipment): Promise<boolean> {
  const rows = await tx`
    select from delivery_moves where order_id = ${orderId}
      and move > (select a.id from shipment_acts a where a.shipment = ${id} and a.nth = ${nth})`;
  return rows.length > 0;
}

/** Empties what is said about people in what has become of the parcels of these orders: notes, names and photos. */
export async function emptyActs(db: Db, orders: readonly string[]): Promise<void> {
  await dropPhotos(db, orders);
  await db`
    update shipment_acts set note = null, name = null, photo = null, photo_file = null
    where shipment in (select id from shipments where order_id = any(${uuids(orders)}::uuid[]))
      and num_nonnulls(note, name, photo, photo_file) > 0`;
}

/** Parcels of cancelled orders that have not left the shop are not handed over any more. */
export function dropShipments(tx: Tx, orders: readonly string[]): Statement {
  return tx`update shipments set state = 'cancelled'
    where order_id = any(${uuids(orders)}::uuid[]) and state in ('planned', 'packed')`;
}

/** The parcels of these orders with what has become of them, the oldest first, by order. */
export async function parcelsOf(
  db: Db,
  orders: readonly string[],
): Promise<Map<string, { shipment: Shipment; acts: ShipmentAct[] }[]>> {
  const shipments = [...(await shipmentsOf(db, orders)).values()].flat();
  const acts = await actsOf(
    db,
    shipments.map(({ id }) => id),
  );
  return Map.groupBy(
    shipments.map((shipment) => ({ shipment, acts: acts.get(shipment.id) ?? [] })),
    ({ shipment }) => shipment.orderId,
  );
}
