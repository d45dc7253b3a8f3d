import type { Answered } from '@sagashop/chassis/guards/once';
import { shownRefund } from '../domain/refund.ts';
import { type Acting, actOnce, untilOver } from '../running/act-once.ts';
import { refundsOf } from '../store/refunds.ts';
import { type RefundRequest, recordRefund } from './record-refund.ts';

/**
 * Gives money of an order back, once for each key, and waits up to so many ms until it is with its customer. What is
 * answered then is kept, refusals that the state of things decided too; until then a repetition waits in the same way.
 */
export async function refundOrder(acting: Acting, request: RefundRequest, wait: number): Promise<Answered> {
  const { sql, currency, owner, signals } = acting;
  const { use, order } = request;
  return actOnce<never>(
    acting,
    use,
    () => recordRefund(sql, request, { currency, owner: owner() }),
    async (id) => {
      const { now } = await untilOver(signals, order, wait, async () => {
        const refund = (await refundsOf(sql, [order])).get(order)!.find((one) => one.id === id)!;
        return { now: refund, over: refund.state !== 'requested' };
      });
      return { status: 201, response: JSON.stringify(shownRefund(now, currency)), over: true };
    },
  );
}
