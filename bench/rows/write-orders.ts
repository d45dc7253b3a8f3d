import type { Databases } from '../site/databases.ts';
import type { MadeOrder } from './made-orders.ts';
import { takeNumbers, writeOrderRows } from './order-rows.ts';
import { writeBookings, writeMessages, writePayments, writeReservations } from './participant-rows.ts';

/**
 * Makes the changes of rows that finished orders make, in one batch for each of five databases: what the shop
 * inserts is inserted, what it changes is changed as often, in one transaction a database instead of several.
 * The orders are sorted by id, and rows are locked in the shop's order, so several batches may be written at once.
 */
export async function writeOrders(databases: Databases, orders: readonly MadeOrder[]): Promise<void> {
  const numbers = await takeNumbers(databases.order, orders.length);
  await Promise.all([
    writeOrderRows(databases.order, orders, numbers),
    writePayments(databases.payment, orders),
    writeReservations(databases.stock, orders),
    writeBookings(databases.delivery, orders),
    writeMessages(databases.notify, orders, numbers),
  ]);
}
