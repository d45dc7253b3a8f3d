import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { openStock } from '@sagashop/stock/contract';
import { findWithoutStock, markStockOpened } from '../store/stock.ts';

const AT_ONCE = 200;
const PATIENCE = 1000; // ms; who has made a product does not wait longer for stock

/** Tells stock of new products and remembers that it knows. Rejects when stock is away. */
async function openStockOf(sql: Sql, peers: Peers, products: readonly string[]): Promise<void> {
  await peers.ask(openStock, { products: [...products] });
  await markStockOpened(sql, products);
}

/** The same at once after a product was made; when stock is away or slow, the sweep does it later. */
export async function openStockSoon(sql: Sql, peers: Peers, product: string, log: Logger): Promise<void> {
  await shortly(
    openStockOf(sql, peers, [product]).catch((error) =>
      log.warn({ err: error, productId: product }, 'stock does not know a new product yet'),
    ),
  );
}

/** Waits for something, but not for long. */
export async function shortly(opened: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([opened, late]);
  clearTimeout(timer);
}

/** Tells stock of the products that it has not been told of, a small batch at a time. */
export async function sweepUnopenedStock(sql: Sql, peers: Peers): Promise<void> {
  for (;;) {
    const products = await findWithoutStock(sql, AT_ONCE);
    if (products.length > 0) await openStockOf(sql, peers, products);
    if (products.length < AT_ONCE) return;
  }
}
