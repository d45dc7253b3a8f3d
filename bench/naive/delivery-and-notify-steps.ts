import { newId } from '@sagashop/kernel/ids';
import { done, type Order } from './order-steps.ts';
import type { Sql } from './pools.ts';

interface Courier {
  id: string;
  capacity: number;
}

/** Books a courier with a free place on the day; false when there is none, which is remembered too. */
export async function book(sql: Sql, order: Order): Promise<boolean> {
  const { id, date } = order;
  const booked = await sql.begin(async (tx) => {
    // Any of them, so that orders do not all wait for the one that is the least busy.
    const [courier] = await tx<Courier[]>`
      select c.id, c.daily_capacity as capacity from couriers c
      left join courier_days d on d.courier_id = c.id and d.date = ${date}
      where coalesce(d.booked, 0) < c.daily_capacity order by random() limit 1`;
    const [day] = courier
      ? await tx<{ place: number }[]>`
          insert into courier_days as d (date, courier_id, booked) values (${date}, ${courier.id}, 1)
          on conflict (date, courier_id) do update set booked = d.booked + 1 where d.booked < ${courier.capacity}
          returning booked as place`
      : [];
    if (!courier || !day) {
      await tx`insert into bookings (order_id, state, reason) values (${id}, 'refused', 'no_courier')`;
      return false;
    }
    await tx`insert into bookings (order_id, courier_id, date, state, place, capacity)
      values (${id}, ${courier.id}, ${date}, 'booked', ${day.place}, ${courier.capacity})`;
    return true;
  });
  if (booked) done(order, 'book a courier');
  return booked;
}

/** Gives the place back. */
export async function cancelBooking(sql: Sql, { id }: Order): Promise<void> {
  await sql.begin(async (tx) => {
    const [gone] = await tx<{ courier: string; date: string }[]>`
      update bookings set state = 'cancelled', updated_at = now() where order_id = ${id} and state = 'booked'
      returning courier_id as courier, date::text as date`;
    if (!gone) return;
    await tx`update courier_days set booked = booked - 1
      where date = ${gone.date} and courier_id = ${gone.courier}`;
  });
}

/** Writes what the customer is told. */
export async function tell(sql: Sql, order: Order, kind: 'confirmed' | 'cancelled'): Promise<void> {
  const { id, customer, number, total, date } = order;
  const text =
    kind === 'cancelled'
      ? `Your order ${number} is cancelled. Nothing was charged; your money stays on your account.`
      : `Your order ${number} is confirmed. You paid RUB ${(total / 100).toFixed(2)} from your account. ` +
        `We will deliver it on ${date}.`;
  await sql`insert into messages (order_id, kind, id, user_id, language, message)
    values (${id}, ${kind}, ${newId()}, ${customer.id}, ${customer.language}, ${text})`;
  done(order, 'tell the customer');
}
