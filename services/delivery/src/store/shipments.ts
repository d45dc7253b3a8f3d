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
  /** Those that should have arrived before this day, and nothing has come of them. */
  late?: string;
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

/**
 * Parcels by order and id, each with its own courier and day, or, while it waits to go out, those of its booking. Each half has
 * the index that it needs: what waits is little, and of the rest a page is read, however much there is.
 */
export async function listShipments(db: Db, filter: ShipmentFilter): Promise<Listed[]> {
  const { limit } = filter;
  const gone = db`
    select s.order_id, s.id, s.state, s.courier_id, s.date from shipments s
    where s.courier_id is not null and ${wanted(db, filter, { courier: db`s.courier_id`, day: db`s.date` })}
    order by s.order_id, s.id limit ${limit}`;
  const waiting = db`
    select s.order_id, s.id, s.state, b.courier_id, b.date
    from shipments s left join bookings b on b.order_id = s.order_id
    where s.courier_id is null and ${wanted(db, filter, { courier: db`b.courier_id`, day: db`b.date` })}
    order by s.order_id, s.id limit ${limit}`;
  return db<Listed[]>`
    select f.order_id as order, f.id, f.state, f.courier_id as courier, f.date, couriers.name as courier_name
    from ((${gone}) union all (${waiting})) f left join couriers on couriers.id = f.courier_id
    order by f.order_id, f.id limit ${limit}`;
}

type Part = ReturnType<Db>;

function wanted(db: Db, filter: ShipmentFilter, { courier, day }: { courier: Part; day: Part }) {
  const { ids, orders, date, late, user, state, after } = filter;
  const [order = null, id = null] = after?.split(' ') ?? [];
  return db`
    ${orders ? db`s.order_id = any(${uuids(orders)}::uuid[])` : db`true`}
      and ${ids ? db`s.id = any(${uuids(ids)}::uuid[])` : db`true`}
      and ${state ? db`s.state = any(${texts(state)}::text[])` : db`true`}
      and ${date ? db`${day} = ${date}::date` : db`true`}
      and ${
        late
          ? db`${day} < ${late}::date and s.state in ('planned', 'packed', 'handed_over', 'failed')`
          : db`true`
      }
      and ${filter.courier ? db`${courier} = ${filter.courier}::uuid` : db`true`}
      and ${user ? db`${courier} = (select c.id from couriers c where c.user_id = ${user}::uuid)` : db`true`}
      and ${order && id ? db`(s.order_id, s.id) > (${order}::uuid, ${id}::uuid)` : db`true`}`;
}
