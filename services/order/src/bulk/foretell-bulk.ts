import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type BulkAction, MOST_TARGETS } from '../domain/bulk.ts';
import { cancellationVerdict } from '../domain/cancellation.ts';
import type { Status } from '../domain/order.ts';
import { sumOfOrders } from '../store/order-sums.ts';
import { type Choice, chosenOrders } from './begin-bulk.ts';

/** What an action would come to, as the orders stand now. */
export interface BulkForetold {
  orders: number;
  /** There are more than one action may have: nothing else is said then. */
  tooMany: boolean;
  /** Orders of which something changes, and those that are so already. */
  changes: number;
  already: number;
  refused: { code: string; count: number }[];
  /** Money that goes back to customers, and money that is held and set free. */
  refunded: number;
  released: number;
}

/** Foretells an action without doing it. Capacities of couriers are not looked at: each order takes its turn. */
export async function foretellBulk(sql: Sql, act: BulkAction['act'], choice: Choice): Promise<BulkForetold> {
  const ids = await chosenOrders(sql, choice);
  const foretold: BulkForetold = {
    ...{ orders: Math.min(ids.length, MOST_TARGETS), tooMany: ids.length > MOST_TARGETS },
    ...{ changes: 0, already: 0, refused: [], refunded: 0, released: 0 },
  };
  if (foretold.tooMany) return foretold;
  const sums = await sumOfOrders(sql, ids);
  const refuse = (code: string, count: number) => {
    const same = foretold.refused.find((one) => one.code === code);
    if (same) same.count += count;
    else foretold.refused.push({ code, count });
  };
  for (const { status, gone, many, amount } of sums) {
    const verdict = act === 'cancel' ? cancellationVerdict(status as Status, false, gone) : movable(status);
    if (verdict === 'cancelled') foretold.already += many;
    else if (verdict === 'too_late') refuse('not_cancellable', many);
    else if (verdict === 'not_booked') refuse('not_booked', many);
    else foretold.changes += many;
    if (verdict === 'begin') foretold.refunded += amount;
    if (verdict === 'deferred') foretold.released += amount;
  }
  const there = sums.reduce((sum, { many }) => sum + many, 0);
  if (there < ids.length) refuse('not_found', ids.length - there);
  return foretold;
}

/** A courier has those orders that are going to their customers, and those that may be confirmed yet. */
const movable = (status: string) => (['pending', 'confirmed'].includes(status) ? 'moves' : 'not_booked');
