import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { personalData } from '@sagashop/user/contract';
import { shownWhole } from '../domain/shown-order.ts';
import { ownReasons } from '../store/cancellations.ts';
import { notesOfOrders } from '../store/notes.ts';
import { linesOf, listOrders } from '../store/orders.ts';
import { recipientsOf } from '../store/recipients.ts';
import { refundsOf } from '../store/refunds.ts';

const AT_ONCE = 200; // orders

/**
 * Answers user what there is about a person here: their orders, with who got them and where, what was given back, and
 * what they and staff have written of them.
 */
export function answerPersonalData(sql: Sql, currency: string) {
  return answers(personalData('order'), async ({ user, after }) => {
    const orders = await listOrders(sql, {
      owner: user,
      before: after,
      key: null,
      ids: null,
      limit: AT_ONCE,
    });
    const ids = orders.map(({ id }) => id);
    const [lines, recipients, refunds, reasons, notes] = await Promise.all([
      linesOf(sql, ids),
      recipientsOf(sql, ids),
      refundsOf(sql, ids),
      ownReasons(sql, ids),
      notesOfOrders(sql, ids),
    ]);
    const records = orders.map((order) => ({
      kind: 'order',
      ...shownWhole(order, lines.get(order.id) ?? [], currency),
      recipient: recipients.get(order.id) ?? null,
      // Who of the staff has granted them is not about this person.
      refunds: (refunds.get(order.id) ?? []).map(({ by: _, ...refund }) => refund),
      // In their own words, where it was they who cancelled it.
      cancellation: reasons.get(order.id) ?? null,
      // What staff have written is about this person; who of them has is not.
      notes: notes.get(order.id) ?? [],
    }));
    return { records, next: orders.length === AT_ONCE ? ids.at(-1)! : null };
  });
}
