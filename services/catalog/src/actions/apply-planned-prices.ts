import type { Sql } from '@sagashop/chassis/postgres/sql';
import { deletePlanned, savePrices, takeDue } from '../store/prices.ts';

const AT_ONCE = 200;

/**
 * Makes the planned prices valid whose moment has come, each once, however many processes look and however late: where
 * several of a product are due, the last one.
 */
export async function applyPlannedPrices(sql: Sql): Promise<void> {
  for (;;) {
    const due = await sql.begin(async (tx) => {
      const found = await takeDue(tx, AT_ONCE);
      if (found.length === 0) return found;
      await savePrices(tx, new Map(found.map(({ product, price }) => [product, price])));
      await deletePlanned(
        tx,
        found.map(({ id }) => id),
      );
      return found;
    });
    if (due.length < AT_ONCE) return;
  }
}
