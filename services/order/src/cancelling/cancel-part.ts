import type { Answered } from '@sagashop/chassis/guards/once';
import { shownWhole } from '../domain/shown-order.ts';
import { type Acting, actOnce, untilOver } from '../running/act-once.ts';
import { findOrder, linesOf } from '../store/orders.ts';
import { partsOf } from '../store/parts.ts';
import { type PartRequest, recordPart } from './record-part.ts';

/**
 * Cancels pieces of an order, once for the key, and waits up to so many ms until money and goods are back: 200 and the order,
 * 202 when it takes longer. `whole`: these are all that is left, and the order is to be cancelled instead.
 */
export async function cancelPart(
  acting: Acting,
  request: PartRequest,
  wait: number,
): Promise<Answered | { kind: 'whole' }> {
  const { sql, currency, owner, signals } = acting;
  const { use, order: id } = request;
  return actOnce<{ kind: 'whole' }>(
    acting,
    use,
    () => recordPart(sql, request, { currency, owner: owner() }),
    async (part) => {
      const { over } = await untilOver(signals, id, wait, async () => {
        const found = (await partsOf(sql, [id])).get(id)?.find((one) => one.id === part);
        return { now: found, over: found?.settledAt != null };
      });
      const [order, lines] = await Promise.all([findOrder(sql, id, null), linesOf(sql, [id])]);
      const shown = shownWhole(order!, lines.get(id) ?? [], currency);
      return { status: over ? 200 : 202, response: JSON.stringify(shown), over };
    },
  );
}
