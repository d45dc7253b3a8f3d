import * as notify from '@sagashop/notify/contract';
import * as payment from '@sagashop/payment/contract';
import { defineSaga } from '@sagashop/saga/define';
import type { Order } from '../domain/order.ts';
import type { Refund } from '../domain/refund.ts';

/** Ids and figures only, as in place-order. */
export interface RefundOrder {
  user: string;
  number: string;
  total: number;
  currency: string;
  language: 'en' | 'ru';
  /** The refund's id, by which everything is done once for it. */
  cause: string;
  /** What goes back of the total, in minor units. */
  amount: number;
}

/** What the saga needs to know for as long as it runs. */
export function refundOrderData(
  { userId: user, number, total, language }: Order,
  { id: cause, amount }: Pick<Refund, 'id' | 'amount'>,
  currency: string,
): RefundOrder {
  return { user, number: String(number), total, currency, language, cause, amount };
}

/** The key of the step that gives a part of the money back. */
export const REFUND_PART = 'refund-part';

/** That step, in each saga after which an order stands that some of its money has left. */
export const GIVE_BACK = {
  key: REFUND_PART,
  say: 'give a part of the money back',
  send: payment.refundPart,
  body: ({ cause, amount }: RefundOrder) => ({ cause, amount }),
};

/**
 * Gives money back while its order stands. It was granted under the lock on the order's row, with this saga in the same
 * transaction: so its pivot refuses nothing, and all the rest is done until it is done.
 */
export const refundOrderSaga = defineSaga<RefundOrder>((step) => ({
  name: 'refund-order',
  version: 1,
  stages: [
    { key: 'grant', say: 'grant the refund', decide: 'grant', pivot: true },
    step(GIVE_BACK),
    { key: 'settle', say: 'note that it is settled', decide: 'settle' },
    step({
      key: 'tell-part',
      say: 'tell the customer of the refund',
      send: notify.tellRefundPart,
      body: (d) => d,
    }),
  ],
  refused: [],
}));
