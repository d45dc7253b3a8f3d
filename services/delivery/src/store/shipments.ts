import { ints, plain, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Shipment, ShipmentMove } from '../domain/shipment.ts';

/** The parcels of orders whose bookings are locked. */
export async function shipmentsOf(db: Db, orders: readonly string[]): Promise<Shipment[]> {
  if (orders.length === 0) return [];
  return db<Shipment[]>`
    select order_id, id, state, nth, courier_id, date from shipments
    where order_id = any(${uuids(orders)}::uuid[]) order by order_id, id`;
}

/** What has been noted of the parcels of these orders. */
export async function movesOf(
  db: Db,
  orders: readonly string[],
): Promise<Pick<ShipmentMove, 'shipment' | 'nth' | 'date'>[]> {
  return db`select shipment, nth, date from shipment_moves where order_id = any(${uuids(orders)}::uuid[])`;
}

/** Saves parcels as they are now, and what has become of them. */
export async function saveShipments(
  tx: Tx,
  shipments: readonly Shipment[],
  moves: readonly ShipmentMove[],
): Promise<void> {
  await Promise.all([
    tx`insert into shipments (order_id, id, state, nth, courier_id, date)
      select * from unnest(${uuids(shipments.map((one) => one.orderId))}::uuid[],
        ${uuids(shipments.map((one) => one.id))}::uuid[], ${plain(shipments.map((one) => one.state))}::text[],
        ${ints(shipments.map((one) => one.nth))}::int[], ${uuids(shipments.map((one) => one.courierId))}::uuid[],
        ${plain(shipments.map((one) => one.date))}::date[])
      on conflict (order_id, id) do update set state = excluded.state, nth = excluded.nth,
        courier_id = excluded.courier_id, date = excluded.date, updated_at = now()`,
    tx`insert into shipment_moves (order_id, shipment, nth, state, date)
      select * from unnest(${uuids(moves.map((one) => one.orderId))}::uuid[],
        ${uuids(moves.map((one) => one.shipment))}::uuid[], ${ints(moves.map((one) => one.nth))}::int[],
        ${plain(moves.map((one) => one.state))}::text[], ${plain(moves.map((one) => one.date))}::date[])`,
  ]);
}

/** Which parcels a list is of. */
export interface ShipmentFilter {
  ids?: readonly string[];
  orders?: readonly string[];
  date?: string;
  courier?: string;
  /** The courier who is this user. */
  user?: string;
  state?: readonly string[];
  after?: string;
  limit: number;
}

type Listed = Pick<Shipment, 'id' | 'state'> & {
  order: string;
  courier: string | null;
  courierName: string | null;
  date: string | null;
};

/** Parcels by order and id, each with its own courier and day, or those of its booking. */
export async function listShipments(db: Db, filter: ShipmentFilter): Promise<Listed[]> {
  const { ids, orders, date, courier, user, state, after, limit } = filter;
  const [order = null, id = null] = after?.split(' ') ?? [];
  const courierId = db`coalesce(s.courier_id, b.courier_id)`;
  const day = db`coalesce(s.date, b.date)`;
  return db<Listed[]>`
    select s.order_id as order, s.id, s.state, ${courierId} as courier, ${day} as date,
      (select name from couriers where couriers.id = ${courierId}) as courier_name
    from shipments s left join bookings b on b.order_id = s.order_id
    where ${orders ? db`s.order_id = any(${uuids(orders)}::uuid[])` : db`true`}
      and ${ids ? db`s.id = any(${uuids(ids)}::uuid[])` : db`true`}
      and ${state ? db`s.state = any(${texts(state)}::text[])` : db`true`}
      and ${date ? db`${day} = ${date}::date` : db`true`}
      and ${courier ? db`${courierId} = ${courier}::uuid` : db`true`}
      and ${user ? db`${courierId} = (select c.id from couriers c where c.user_id = ${user}::uuid)` : db`true`}
      and ${order && id ? db`(s.order_id, s.id) > (${order}::uuid, ${id}::uuid)` : db`true`}
    order by s.order_id, s.id limit ${limit}`;
}
