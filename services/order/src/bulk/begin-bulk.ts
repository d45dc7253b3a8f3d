import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import type { KeyUse } from '@sagashop/chassis/guards/idempotency';
import { type Answered, once } from '@sagashop/chassis/guards/once';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { type BulkAction, MOST_RUNNING, MOST_TARGETS, ofOrders, type Target } from '../domain/bulk.ts';
import type { ListPlace, ListWish } from '../domain/list-wish.ts';
import { refuseOrder } from '../errors.ts';
import { findOrders } from '../listing/find-orders.ts';
import { countRunning, insertBulkAction, type NewBulkAction } from '../store/bulk-actions.ts';

/** Which orders: these, or all that fit a wish. */
export type Choice = { orders: readonly string[] } | { wish: ListWish };

export interface BulkWish extends Pick<BulkAction, 'act' | 'reason' | 'courier' | 'date'> {
  staff: Staff;
  choice: Choice;
  /** How many there were when somebody was told; another number now is refused. */
  expected: number | undefined;
}

const AT_ONCE = 1000; // orders that are looked for together

/** The orders that are chosen now; one more than an action may have where there are more. */
export async function chosenOrders(sql: Sql, choice: Choice): Promise<string[]> {
  if ('orders' in choice) return [...new Set(choice.orders.map((id) => id.toLowerCase()))];
  const ids: string[] = [];
  let after: ListPlace | undefined;
  do {
    const found = await findOrders(sql, { wish: choice.wish, sort: 'newest', after, limit: AT_ONCE });
    ids.push(...found.places.map(({ id }) => id));
    after = found.next;
  } while (after && ids.length <= MOST_TARGETS);
  return ids.slice(0, MOST_TARGETS + 1);
}

/**
 * Notes what is to be done with which orders: those that are chosen now, whatever comes later. It is done by and by, by
 * whichever process comes first. Refuses `nothing_selected`, `too_many_selected`, `selection_changed`, and
 * `too_many_running`; all of these are kept for the key.
 */
export async function beginBulk(
  sql: Sql,
  use: KeyUse,
  wish: BulkWish,
  show: (action: BulkAction) => object,
): Promise<Answered> {
  // Looked for before the key is claimed, whose transaction holds a connection.
  const orders = await chosenOrders(sql, wish.choice);
  const { staff, act, reason, courier, date, expected } = wish;
  const wanted = { act, reason, courier, date, step: null, fault: null };
  return beginWith(sql, use, { staff, wanted, targets: ofOrders(orders), expected }, show);
}

/** What an action wants, apart from who wants it. */
type Wanted = Omit<NewBulkAction, 'id' | 'actor' | 'roles' | 'origin'>;

/** Begins an action with these targets; refuses as `beginBulk` does. */
export async function beginWith(
  sql: Sql,
  use: KeyUse,
  begun: { staff: Staff; wanted: Wanted; targets: readonly Target[]; expected: number | undefined },
  show: (action: BulkAction) => object,
): Promise<Answered> {
  const { staff, wanted, targets, expected } = begun;
  const id = newId();
  return once(sql, { ...use, subject: id }, async (tx) => {
    if (targets.length === 0) throw refuseOrder.nothing_selected();
    if (targets.length > MOST_TARGETS) throw refuseOrder.too_many_selected({ most: MOST_TARGETS });
    if (expected !== undefined && expected !== targets.length)
      throw refuseOrder.selection_changed({ expected, orders: targets.length });
    if ((await countRunning(tx)) >= MOST_RUNNING) throw refuseOrder.too_many_running({ most: MOST_RUNNING });
    const by = { actor: staff.actor.id, roles: [...staff.actor.roles], origin: staff.from };
    const action = await insertBulkAction(tx, { id, ...by, ...wanted }, targets);
    await logBegin(tx, staff, action);
    return { status: 201, response: JSON.stringify(show(action)) };
  });
}

async function logBegin(tx: Tx, staff: Staff, action: BulkAction) {
  const { id, act, total, courier, date, step, fault, reason } = action;
  await writeAuditLog(tx, {
    ...{ ...staff, action: 'bulk.begin', subject: `bulk:${id}`, before: {} },
    after: {
      act,
      orders: total,
      ...(courier && { courierId: courier }),
      ...(date && { date }),
      ...(step && { step, fault }),
    },
    reason: reason ?? undefined,
  });
}
