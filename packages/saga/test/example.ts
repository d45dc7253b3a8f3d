import Type from 'typebox';
import { defineSaga } from '../src/define.ts';
import type { SagaDefinition } from '../src/definition.ts';
import { commandType } from '../src/message.ts';

const Empty = Type.Object({});

export const payment = {
  hold: commandType('payment.hold', Type.Object({ user: Type.String(), amount: Type.Integer() })),
  release: commandType('payment.release', Type.Object({ why: Type.Optional(Type.String()) })),
  capture: commandType('payment.capture', Empty),
};
export const stock = {
  reserve: commandType('stock.reserve', Type.Object({ lines: Type.Array(Type.String()) })),
  release: commandType('stock.release', Empty),
  take: commandType('stock.take', Empty),
};
const delivery = {
  book: commandType('delivery.book', Type.Object({ date: Type.Optional(Type.String()) })),
  cancel: commandType('delivery.cancel', Empty),
};
const notify = { tell: commandType('notify.tell', Type.Object({ text: Type.String() })) };

export interface Order {
  user: string;
  total: number;
  lines: string[];
  deliveryDate?: string;
}

const theDay = (d: Order) => ({ text: `comes on ${d.deliveryDate}` });

export const anOrder: Order = { user: 'alice', total: 500, lines: ['tea'] };

/** The saga of these tests: as the shop's, with one step to begin with, two together, a pivot, and what follows. */
export const placeOrder: SagaDefinition<Order> = defineSaga<Order>((step) => ({
  name: 'place-order',
  version: 1,
  stages: [
    step({
      key: 'hold-money',
      say: 'hold the money',
      send: payment.hold,
      body: (d) => ({ user: d.user, amount: d.total }),
      undo: payment.release,
      undoBody: (_d, reason) => ({ why: reason.code }),
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
        undo: delivery.cancel,
        keep: (d, reply) => ({ ...d, deliveryDate: String(reply['date']) }),
      }),
    ],
    { key: 'confirm', say: 'confirm the order', decide: 'confirm', pivot: true },
    [
      step({ key: 'capture-money', say: 'capture the money', send: payment.capture }),
      step({ key: 'take-goods', say: 'take the goods', send: stock.take }),
      step({ key: 'tell-customer', say: 'tell the customer', send: notify.tell, body: theDay }),
    ],
  ],
  refused: [
    { key: 'cancel', say: 'cancel the order', decide: 'cancel' },
    step({
      key: 'tell-why',
      say: 'tell the customer why',
      send: notify.tell,
      body: (_d, reason) => ({ text: reason.code }),
    }),
  ],
}));

/** A saga whose first stage is its pivot: nothing in it is ever undone. */
export const cancelOrder: SagaDefinition<Order> = defineSaga<Order>((step) => ({
  name: 'cancel-order',
  version: 1,
  stages: [
    { key: 'cancel', say: 'cancel it', decide: 'cancel', pivot: true },
    step({ key: 'refund', say: 'refund', send: payment.capture }),
  ],
  refused: [],
}));

/** A saga whose author made mistakes: neither its first body nor its last reply can be handled. */
export const throwing: SagaDefinition<Order> = defineSaga<Order>((step) => ({
  name: 'throwing',
  version: 1,
  stages: [
    step({
      key: 'hold-money',
      say: 'hold the money',
      send: payment.hold,
      body: () => {
        throw new Error('no body');
      },
      undo: payment.release,
    }),
    { key: 'confirm', say: 'confirm the order', decide: 'confirm', pivot: true },
    step({
      key: 'capture-money',
      say: 'capture the money',
      send: payment.capture,
      keep: () => {
        throw Object.create(null);
      },
    }),
  ],
  refused: [],
}));
