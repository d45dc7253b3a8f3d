import * as delivery from '@sagashop/delivery/contract';
import * as notify from '@sagashop/notify/contract';
import * as payment from '@sagashop/payment/contract';
import { defineSaga } from '@sagashop/saga/define';
import * as stock from '@sagashop/stock/contract';
import type { Order } from '../domain/order.ts';

/** Ids and figures only, as in place-order. */
export interface CancelOrder {
  user: string;
  number: string;
  /** What goes back: the order's total, but for what went back before. */
  total: number;
  currency: string;
  language: 'en' | 'ru';
  /** Who wanted it: `cancelled_by_customer` or `cancelled_by_shop`. */
  reason: string;
}

/** What the saga needs to know for as long as it runs. What went back before is not given back again. */
export function cancelOrderData(order: Order, reason: string, currency: string): CancelOrder {
  const { userId: user, number, total, refunded, language } = order;
  return { user, number: String(number), total: total - (refunded ?? 0), currency, language, reason };
}

/** The key of the step that gives the money back; refunds are counted by it. */
export const REFUND = 'refund-money';

/**
 * Takes a confirmed order back, once its place-order has ended. It begins with its pivot: either the order can
 * still be cancelled, and then all the rest is done until it is done, or nothing happens at all.
 */
export const cancelOrderSaga = defineSaga<CancelOrder>((step) => ({
  name: 'cancel-order',
  version: 1,
  stages: [
    { key: 'withdraw', say: 'withdraw the order', decide: 'withdraw', pivot: true },
    [
      step({ key: REFUND, say: 'give the money back', send: payment.refund }),
      step({ key: 'return-goods', say: 'put the goods back', send: stock.putBack }),
      step({ key: 'free-courier', say: 'free the courier', send: delivery.cancel }),
    ],
    step({ key: 'tell-refund', say: 'tell the customer of it', send: notify.tellRefund, body: (d) => d }),
  ],
  refused: [],
}));
