import type { Db } from '@sagashop/chassis/postgres/sql';
import type { ListSort, ListWish } from '../domain/list-wish.ts';
import { type Fragment, fits, sorted } from './list-filters.ts';

/** An order as a line of a file. Nobody stands in it once its customer has left. */
export interface ExportedOrder {
  number: number;
  createdAt: Date;
  status: string;
  reason: string | null;
  money: string;
  goods: string;
  total: number;
  deliveryDate: string | null;
  products: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  address: string | null;
}

/** All orders that fit a wish, in their order. */
export const exportedOrders = (db: Db, wish: ListWish, sort: ListSort): Fragment => db`
  select orders.number, orders.created_at, orders.status, orders.reason, l.money, l.goods, orders.total, orders.delivery_date,
    (select string_agg(quantity || ' × ' || order_lines.name, '; ' order by line)
      from order_lines where order_id = l.id) as products,
    recipients.name, email, phone, address
  from order_list as l join orders on orders.id = l.id left join recipients on recipients.order_id = l.id
  where ${fits(db, wish)} order by ${sorted(db, sort)}`;
