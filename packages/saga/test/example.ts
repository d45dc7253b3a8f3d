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

export const anOrder: Order = { user: 'alice', total: 500, lines: ['tea'] };

/** The saga of these tests: as the shop's, with one step to begin with, two together, a pivot, and what follows. */
export const placeOrder: SagaDefinition<Order> = defineSaga<Order>((step) => ({
  name: 'place-order',
  version: 1,
  stages: [
    step({
      say: 'hold the money',
      send: payment.hold,
      body: (d) => ({ user: d.user, amount: d.total }),
      undo: payment.release,
      undoBody: (_d, reason) => ({ why: reason.code }),
    }),
    [
      step({
        say: 'reserve the goods',
        send: stock.reserve,
        body: (d) => ({ lines: d.lines }),
        undo: stock.release,
      }),
      step({
        say: 'book a courier',
        send: delivery.book,
        undo: delivery.cancel,
        keep: (d, reply) => ({ ...d, deliveryDate: String(reply['date']) }),
      }),
    ],
    { say: 'confirm the order', decide: 'confirm', pivot: true },
    [
      step({ say: 'capture the money', send: payment.capture }),
      step({ say: 'take the goods', send: stock.take }),
      step({
        say: 'tell the customer',
        send: notify.tell,
        body: (d) => ({ text: `comes on ${d.deliveryDate}` }),
      }),
    ],
  ],
  refused: [
    { say: 'cancel the order', decide: 'cancel' },
    step({ say: 'tell the customer why', send: notify.tell, body: (_d, reason) => ({ text: reason.code }) }),
  ],
}));

/** A saga whose first stage is its pivot: nothing in it is ever undone. */
export const cancelOrder: SagaDefinition<Order> = defineSaga<Order>((step) => ({
  name: 'cancel-order',
  version: 1,
  stages: [
    { say: 'cancel it', decide: 'cancel', pivot: true },
    step({ say: 'refund', send: payment.capture }),
  ],
  refused: [],
}));

/** A saga whose author made mistakes: neither its first body nor its last reply can be handled. */
export const throwing: SagaDefinition<Order> = defineSaga<Order>((step) => ({
  name: 'throwing',
  version: 1,
  stages: [
    step({
      say: 'hold the money',
      send: payment.hold,
      body: () => {
        throw new Error('no body');
      },
      undo: payment.release,
    }),
    { say: 'confirm the order', decide: 'confirm', pivot: true },
    step({
      say: 'capture the money',
      send: payment.capture,
      keep: () => {
        throw Object.create(null);
      },
    }),
  ],
  refused: [],
}));
