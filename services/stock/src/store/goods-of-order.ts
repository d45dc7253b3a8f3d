import type { Db } from '@sagashop/chassis/postgres/sql';
import type { State } from '../domain/reservation.ts';

/** The goods that were set aside for an order, or were refused. */
export interface OrderGoods {
  state: State;
  lines: { productId: string; quantity: number }[];
  createdAt: Date;
  updatedAt: Date;
}

/** What became of an order's goods; undefined where none were ever asked for. */
export async function goodsOfOrder(db: Db, order: string): Promise<OrderGoods | undefined> {
  const [goods] = await db<OrderGoods[]>`
    select state, created_at, updated_at,
      (select json_agg(json_build_object('productId', product, 'quantity', quantity) order by place)
        from unnest(product_ids, quantities) with ordinality as line (product, quantity, place)) as lines
    from reservations where order_id = ${order} and product_ids <> '{}'`;
  return goods;
}
