import type { openTestShop } from './test-shop.ts';

type Shop = Awaited<ReturnType<typeof openTestShop>>;

/** Has these orders, all of one courier and day, been due on another day, as if time had passed: nobody can book that. */
export async function dueOn(
  shop: Pick<Shop, 'corrupt'>,
  day: string,
  { courier, was, orders }: { courier: string; was: string; orders: readonly string[] },
): Promise<void> {
  const ids = orders.map((order) => `'${order}'`).join();
  await shop.corrupt(
    'order',
    `update orders set delivery_date = '${day}' where id in (${ids});
      update order_list set delivery_date = '${day}' where id in (${ids});
      update delivery_moves set date = '${day}' where order_id in (${ids})`,
  );
  await shop.corrupt(
    'delivery',
    `update bookings set date = '${day}' where order_id in (${ids});
      update courier_days set booked = booked - ${orders.length} where courier_id = '${courier}' and date = '${was}';
      insert into courier_days (date, courier_id, booked) values ('${day}', '${courier}', ${orders.length})
        on conflict (date, courier_id) do update set booked = courier_days.booked + excluded.booked`,
  );
}
