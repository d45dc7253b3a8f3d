import { ints, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Sql } from '../site/databases.ts';
import { CAPACITY } from '../site/seed.ts';
import { type MadeOrder, messageOf } from './made-orders.ts';

const idsOf = (orders: readonly MadeOrder[]) => uuids(orders.map(({ id }) => id));

/** Holds and captures: the accounts change twice, once for all orders of a batch. */
export async function writePayments(sql: Sql, orders: readonly MadeOrder[]): Promise<void> {
  const ids = idsOf(orders);
  const users = uuids(orders.map(({ user }) => user));
  const amounts = ints(orders.map(({ product }) => product.price));
  await sql.begin((tx) => {
    const made = tx`unnest(${ids}::uuid[], ${users}::uuid[], ${amounts}::bigint[]) as made (id, user_id, amount)`;
    const sums = tx`(select user_id, sum(amount) as amount from ${made} group by user_id) as sums`;
    return [
      tx`select from accounts where user_id = any(${users}::uuid[]) order by user_id for update`,
      tx`insert into holds (order_id, user_id, amount, state) select id, user_id, amount, 'held' from ${made}`,
      tx`update accounts set held = held + sums.amount from ${sums} where accounts.user_id = sums.user_id`,
      tx`update holds set state = 'captured', updated_at = now()
        where order_id = any(${ids}::uuid[]) and state = 'held'`,
      tx`update accounts set balance = balance - sums.amount, held = held - sums.amount
        from ${sums} where accounts.user_id = sums.user_id`,
      tx`insert into entries (transfer_id, kind, account, user_id, amount)
        select made.id, 'capture', side.account, side.user_id, side.amount from ${made},
        lateral (values ('customer', made.user_id, -made.amount), ('sales', null, made.amount))
          as side (account, user_id, amount)`,
    ];
  });
}

/** Reservations, taken. */
export async function writeReservations(sql: Sql, orders: readonly MadeOrder[]): Promise<void> {
  const ids = idsOf(orders);
  const products = uuids(orders.map(({ product }) => product.id));
  await sql.begin((tx) => {
    const sums = tx`(select id, count(*) as pieces from unnest(${products}::uuid[]) as id group by id) as sums`;
    return [
      tx`select from goods where product_id = any(${products}::uuid[]) order by product_id for update`,
      tx`insert into reservations (order_id, product_ids, quantities, state)
        select id, array[product], array[1], 'reserved'
        from unnest(${ids}::uuid[], ${products}::uuid[]) as made (id, product)`,
      tx`update goods set reserved = reserved + sums.pieces from ${sums} where product_id = sums.id`,
      tx`update reservations set state = 'taken', booked = 1, updated_at = now()
        where order_id = any(${ids}::uuid[]) and state = 'reserved'`,
      tx`update goods set on_hand = on_hand - sums.pieces, reserved = reserved - sums.pieces
        from ${sums} where product_id = sums.id`,
      tx`insert into movements (product_id, reason, quantity, on_hand, orders, pieces)
        select product, 'sold', -count(*), min(on_hand), array_agg(id), array_agg(1)
        from unnest(${ids}::uuid[], ${products}::uuid[]) as made (id, product) join goods on product_id = product
        group by product order by product`,
    ];
  });
}

/** Bookings, each with its place among its courier's of that day. */
export async function writeBookings(sql: Sql, orders: readonly MadeOrder[]): Promise<void> {
  await sql.begin((tx) => {
    const made = tx`unnest(${idsOf(orders)}::uuid[], ${uuids(orders.map(({ courier }) => courier))}::uuid[],
      ${texts(orders.map(({ date }) => date))}::date[]) as made (id, courier_id, date)`;
    return [
      tx`select from couriers order by id for update`,
      tx`with counted as (select date, courier_id, count(*) as more from ${made} group by date, courier_id),
        days as (
          insert into courier_days as d (date, courier_id, booked)
          select date, courier_id, more from counted order by date, courier_id
          on conflict (date, courier_id) do update set booked = d.booked + excluded.booked
          returning date, courier_id, booked)
        insert into bookings (order_id, courier_id, date, state, place, capacity)
        select made.id, courier_id, date, 'booked', booked - more
          + row_number() over (partition by date, courier_id order by made.id), ${CAPACITY}::int
        from ${made} join counted using (date, courier_id) join days using (date, courier_id)`,
    ];
  });
}

/** What the customers were told. */
export async function writeMessages(
  sql: Sql,
  orders: readonly MadeOrder[],
  numbers: readonly string[],
): Promise<void> {
  const messages = texts(orders.map((order, nth) => messageOf(order, numbers[nth]!)));
  await sql`insert into messages (order_id, kind, id, user_id, language, message)
    select id, 'confirmed', message_id, user_id, 'en', message
    from unnest(${idsOf(orders)}::uuid[], ${uuids(orders.map(({ message }) => message))}::uuid[],
      ${uuids(orders.map(({ user }) => user))}::uuid[], ${messages}::text[])
      as made (id, message_id, user_id, message)`;
}
