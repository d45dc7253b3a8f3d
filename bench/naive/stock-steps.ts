import { done, type Order } from './order-steps.ts';
import type { Sql } from './pools.ts';

/** Sets the goods aside, all or none; false when there are not enough, which is remembered too. */
export async function reserve(sql: Sql, order: Order): Promise<boolean> {
  const { id, lines } = order;
  const products = lines.map(({ product }) => product);
  const quantities = lines.map(({ quantity }) => quantity);
  const refused = new Error('out of stock');
  try {
    await sql.begin(async (tx) => {
      await tx`insert into reservations (order_id, product_ids, quantities, state)
        values (${id}, ${products}, ${quantities}, 'reserved')`;
      // Sorted by product, so that two orders wait for each other in one order.
      for (const { product, quantity } of lines) {
        const { count } = await tx`update goods set reserved = reserved + ${quantity}
          where product_id = ${product} and on_hand - reserved >= ${quantity}`;
        if (count === 0) throw refused;
      }
    });
  } catch (error) {
    if (error !== refused) throw error;
    await sql`insert into reservations (order_id, product_ids, quantities, state, refusal)
      values (${id}, ${products}, ${quantities}, 'refused', '{"code":"out_of_stock"}')`;
    return false;
  }
  done(order, 'reserve the goods');
  return true;
}

/** Gives goods back that were set aside. */
export async function releaseGoods(sql: Sql, order: Order): Promise<void> {
  await end(sql, order, 'released');
}

/** The goods leave the shop. */
export async function take(sql: Sql, order: Order): Promise<void> {
  await end(sql, order, 'taken');
  done(order, 'take the goods');
}

async function end(sql: Sql, { id, lines }: Order, state: 'released' | 'taken'): Promise<void> {
  await sql.begin((tx) => [
    tx`update reservations set state = ${state}, booked = ${state === 'taken' ? 1 : 0}, updated_at = now()
      where order_id = ${id} and state = 'reserved'`,
    ...lines.flatMap(({ product, quantity }) => {
      if (state === 'released')
        return tx`update goods set reserved = reserved - ${quantity} where product_id = ${product}`;
      return [
        tx`update goods set reserved = reserved - ${quantity}, on_hand = on_hand - ${quantity}
          where product_id = ${product}`,
        tx`insert into movements (product_id, reason, quantity, on_hand, cause)
          select product_id, 'sold', ${-quantity}, on_hand, ${id} from goods where product_id = ${product}`,
      ];
    }),
  ]);
}
