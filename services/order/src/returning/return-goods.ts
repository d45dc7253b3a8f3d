import type { Answered } from '@sagashop/chassis/guards/once';
import { shownReturn } from '../domain/shown-return.ts';
import { type Acting, actOnce, untilOver } from '../running/act-once.ts';
import { findReturn } from '../store/returns.ts';
import { type DecisionRequest, recordDecision } from './record-decision.ts';
import { type ReceiptRequest, recordReceipt } from './record-receipt.ts';
import { type ReturnRequest, recordReturn } from './record-return.ts';
import type { ReturnShop } from './return-shop.ts';

/** What returns are acted on with in this process. */
export type ReturnActing = Acting & Pick<ReturnShop, 'days' | 'zone'>;

/** Asks for pieces to be sent back, once for the key: 201 and the return. Its customer is told meanwhile. */
export function askReturn(acting: ReturnActing, request: ReturnRequest): Promise<Answered> {
  return actOnce<never>(
    acting,
    request.use,
    () => recordReturn(acting.sql, request, shopOf(acting)),
    (id) => answerOf(acting, id, request.by.ofOthers),
  );
}

/** Approves or refuses a return, once for the key: 201 and the return. Its customer is told meanwhile. */
export function decideReturn(acting: ReturnActing, request: DecisionRequest): Promise<Answered> {
  return actOnce<never>(
    acting,
    request.use,
    () => recordDecision(acting.sql, request, shopOf(acting)),
    () => answerOf(acting, request.id, true),
  );
}

/**
 * Notes what has come of a return, once for the key, and waits up to so many ms until money and pieces are where they belong:
 * 201 and the return.
 */
export function receiveGoods(acting: ReturnActing, request: ReceiptRequest, wait: number): Promise<Answered> {
  return actOnce<never>(
    acting,
    request.use,
    () => recordReceipt(acting.sql, request, shopOf(acting)),
    // Of the return: what its key was claimed for is the receipt.
    async () => {
      const { id } = request;
      await untilOver(acting.signals, request.order, wait, async () => {
        const now = (await findReturn(acting.sql, id))!;
        return { now, over: now.settledAt !== null };
      });
      return answerOf(acting, id, true);
    },
  );
}

const shopOf = ({ currency, owner, days, zone }: ReturnActing): ReturnShop => ({
  ...{ currency, owner: owner(), days, zone },
});

async function answerOf({ sql, currency }: ReturnActing, id: string, forStaff: boolean) {
  const found = (await findReturn(sql, id))!;
  return { status: 201, response: JSON.stringify(shownReturn(found, currency, forStaff)), over: true };
}
