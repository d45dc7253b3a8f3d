import * as delivery from '@sagashop/delivery/contract';
import * as notify from '@sagashop/notify/contract';
import * as payment from '@sagashop/payment/contract';
import { defineSaga } from '@sagashop/saga/define';
import * as stock from '@sagashop/stock/contract';

/** Ids and figures only: a saga's data is kept, so nothing about the person stands in it. */
export interface PlaceOrder {
  user: string;
  number: string;
  total: number;
  currency: string;
  language: 'en' | 'ru';
  lines: { product: string; quantity: number }[];
  /** The day asked for, and once a courier is booked, the day agreed. */
  date: string | null;
}

const told = (d: PlaceOrder) => ({
  user: d.user,
  language: d.language,
  number: d.number,
  total: d.total,
  currency: d.currency,
});
const confirmed = (d: PlaceOrder) => ({
  ...told(d),
  outcome: 'confirmed' as const,
  deliveryDate: d.date,
});

/**
 * The main job of the shop, a saga by orchestration: an order gets all of it, or has everything undone. Each `undo` is the
 * compensation of its step; `confirm` is the pivot transaction.
 */
export const placeOrderSaga = defineSaga<PlaceOrder>((step) => ({
  name: 'place-order',
  version: 1,
  stages: [
    step({
      key: 'hold-money',
      say: 'hold the money',
      send: payment.hold,
      body: (d) => ({ user: d.user, amount: d.total }),
      undo: payment.release,
    }),
    [
      step({
        key: 'reserve-goods',
        say: 'reserve the goods',
        send: stock.reserve,
        body: (d) => ({ lines: d.lines }),
        undo: stock.release,
      }),
      step({
        key: 'book-courier',
        say: 'book a courier',
        send: delivery.book,
        body: (d) => ({ date: d.date }),
        undo: delivery.cancel,
        keep: (d, reply) => ({ ...d, date: String(reply['date']) }),
      }),
    ],
    { key: 'confirm', say: 'confirm the order', decide: 'confirm', pivot: true },
    [
      step({ key: 'capture-money', say: 'capture the money', send: payment.capture }),
      step({ key: 'take-goods', say: 'take the goods', send: stock.take }),
      step({ key: 'tell-customer', say: 'tell the customer', send: notify.tell, body: confirmed }),
    ],
  ],
  refused: [
    { key: 'cancel', say: 'cancel the order', decide: 'cancel' },
    step({
      key: 'tell-why',
      say: 'tell the customer why',
      send: notify.tell,
      body: (d, reason) => ({ ...told(d), outcome: 'cancelled' as const, reason: reason.code }),
    }),
  ],
}));
