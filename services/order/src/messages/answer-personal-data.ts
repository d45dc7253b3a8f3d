import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { personalData } from '@sagashop/user/contract';
import { shownWhole } from '../domain/shown-order.ts';
import { linesOf, listOrders } from '../store/orders.ts';
import { recipientsOf } from '../store/recipients.ts';
import { refundsOf } from '../store/refunds.ts';

const AT_ONCE = 200; // orders

/** Answers user what there is about a person here: their orders, with who got them and where, and what was given back. */
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
    const [lines, recipients, refunds] = await Promise.all([
      linesOf(sql, ids),
      recipientsOf(sql, ids),
      refundsOf(sql, ids),
    ]);
    const records = orders.map((order) => ({
      kind: 'order',
      ...shownWhole(order, lines.get(order.id) ?? [], currency),
      recipient: recipients.get(order.id) ?? null,
      // Who of the staff has granted them is not about this person.
      refunds: (refunds.get(order.id) ?? []).map(({ by: _, ...refund }) => refund),
    }));
    return { records, next: orders.length === AT_ONCE ? ids.at(-1)! : null };
  });
}
