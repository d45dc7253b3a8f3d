import * as notify from '@sagashop/notify/contract';
import { defineSaga } from '@sagashop/saga/define';
import * as stock from '@sagashop/stock/contract';
import type { Line, Order } from '../domain/order.ts';
import { stockedId } from '../domain/stocked-id.ts';
import { GIVE_BACK, type RefundOrder, refundOrderData } from './refund-order.ts';

/**
 * Ids and figures only, as in place-order. The cause is the return's id while it is asked for and decided, and the receipt's
 * once it has come.
 */
export interface ReturnGoods extends RefundOrder {
  return: string;
  became: (typeof BECAME)[keyof typeof BECAME];
  /** What has come, by what is stocked, and how many pieces of it are no good any more. */
  lines: { product: string; quantity: number; damaged: number }[];
  /** Of one that was approved: where it is sent to, and by the end of which day it has to be here. */
  sendTo?: string;
  comeBy?: string;
  /** Why what was wanted in exchange was not ordered. */
  reason?: string;
}

const BECAME = {
  asked: 'return_asked',
  approved: 'return_approved',
  refused: 'return_refused',
  reminded: 'return_reminded',
  expired: 'return_expired',
  not_exchanged: 'return_not_exchanged',
  received: 'return_received',
} as const;

/** What can be told of a return. */
export type Became = keyof typeof BECAME;

/** What the saga needs to know for as long as it runs. */
export function returnData(
  order: Order,
  about: {
    id: string;
    cause: string;
    amount: number;
    became: Became;
    comeBy?: string | null;
    reason?: string | undefined;
  },
  { lines, currency, sendTo }: Pick<ReturnGoods, 'lines' | 'currency'> & { sendTo?: string | undefined },
): ReturnGoods {
  const { id, cause, amount, became, comeBy, reason } = about;
  return {
    ...refundOrderData(order, { id: cause, amount }, currency),
    return: id,
    became: BECAME[became],
    lines,
    ...(comeBy && { comeBy, ...(sendTo && { sendTo }) }),
    ...(reason && { reason }),
  };
}

/** Pieces that have come, by what stock knows them by. */
export function stockedReturn(
  lines: readonly Line[],
  pieces: readonly { place: number; received: number; resellable: number }[],
): ReturnGoods['lines'] {
  return pieces
    .filter(({ received }) => received > 0)
    .map(({ place, received, resellable }) => ({
      product: stockedId(lines[place]!),
      quantity: received,
      damaged: received - resellable,
    }));
}

const TELL = {
  key: 'tell-return',
  say: 'tell the customer of the return',
  send: notify.tellReturn,
  body: ({ lines: _, return: __, ...told }: ReturnGoods) => told,
};

/** Somebody wants to send pieces back, or was answered: their customer is told. */
export const noteReturnSaga = defineSaga<ReturnGoods>((step) => ({
  name: 'note-return',
  version: 1,
  stages: [
    { key: 'note-return', say: 'note how the return stands', decide: 'noteReturn', pivot: true },
    step(TELL),
  ],
  refused: [],
}));

/**
 * Pieces have come back: what was paid for them goes back, the good ones go on their shelves and the others are written off.
 * They were counted under the lock on the order's row, with this saga in the same transaction: so its pivot refuses nothing,
 * and all the rest is done until it is done.
 */
export const receiveReturnSaga = defineSaga<ReturnGoods>((step) => ({
  name: 'receive-return',
  version: 1,
  stages: [
    { key: 'receive', say: 'note what has come back', decide: 'noteReturn', pivot: true },
    [
      step(GIVE_BACK),
      step({
        key: 'take-back',
        say: 'put what is good on its shelf',
        send: stock.takeBack,
        body: ({ cause, lines }) => ({ cause, lines }),
      }),
    ],
    { key: 'settle-return', say: 'note that it is settled', decide: 'settleReturn' },
    step(TELL),
  ],
  refused: [],
}));
