import type { Answered } from '@sagashop/chassis/guards/once';
import { shownReturn } from '../domain/shown-return.ts';
import type { PriceLines } from '../placing/line-pricer.ts';
import { type Acting, actOnce, untilOver } from '../running/act-once.ts';
import { findReturn } from '../store/returns.ts';
import { type DecisionRequest, recordDecision } from './record-decision.ts';
import { type ReceiptRequest, recordReceipt } from './record-receipt.ts';
import { type ReturnRequest, recordReturn } from './record-return.ts';
import type { ReturnShop } from './return-shop.ts';
import { type Wanted, wantedInstead } from './wanted-instead.ts';

/** What returns are acted on with in this process. */
export type ReturnActing = Acting & Omit<ReturnShop, 'owner'>;

/**
 * Asks for pieces to be sent back, once for the key: 201 and the return. Its customer is told meanwhile. What they want instead
 * is priced first.
 */
export async function askReturn(
  acting: ReturnActing & { price: PriceLines },
  { wanted, ...asked }: Omit<ReturnRequest, 'exchange' | 'agreed'> & { wanted: Wanted | undefined },
): Promise<Answered> {
  const instead = wanted ? await wantedInstead(acting, wanted, asked) : { exchange: null, agreed: null };
  const request = { ...asked, ...instead };
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

export const shopOf = ({
  currency,
  owner,
  days,
  comeDays,
  sendTo,
  zone,
}: Omit<ReturnActing, 'signals'>): ReturnShop => ({
  ...{ currency, owner: owner(), days, comeDays, sendTo, zone },
});

async function answerOf({ sql, currency, sendTo }: ReturnActing, id: string, forStaff: boolean) {
  const found = (await findReturn(sql, id))!;
  const shown = shownReturn(found, { currency, sendTo, forStaff });
  return { status: 201, response: JSON.stringify(shown), over: true };
}
