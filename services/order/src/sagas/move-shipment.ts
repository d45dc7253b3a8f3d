import * as delivery from '@sagashop/delivery/contract';
import * as notify from '@sagashop/notify/contract';
import { defineSaga } from '@sagashop/saga/define';
import type { ShipmentState } from '../domain/shipment.ts';
import { type CancelPart, PUT_BACK } from './cancel-part.ts';
import { GIVE_BACK } from './refund-order.ts';

/** Ids and figures only, as in place-order. The cause is the id of what has become of the parcel. */
export interface MoveShipment extends CancelPart {
  shipment: string;
  nth: number;
  state: ShipmentState;
  by: { id: string; roles: readonly string[] };
  /** The next day on which it is tried again, once delivery has found one. */
  deliveryDate?: string | null;
}

const BECAME = {
  handed_over: 'shipped',
  delivered: 'delivered',
  failed: 'not_delivered',
  returned: 'sent_back',
} as const;

const moved = ({ shipment, nth, state, by }: MoveShipment) => ({
  ...{ shipment, nth, state },
  by: { id: by.id, roles: [...by.roles] },
});
const told = ({ lines: _, shipment: __, nth: ___, by: ____, state, ...about }: MoveShipment) => ({
  ...about,
  became: BECAME[state as keyof typeof BECAME],
});

/** What is decided in the shop: it was so, in the transaction that wrote the saga. */
const ACT = { key: 'act', say: 'note what has become of the parcel', decide: 'act', pivot: true } as const;
const MOVE = {
  key: 'move-parcel',
  say: 'note it with the delivery',
  send: delivery.moveShipment,
  body: moved,
  keep: (d: MoveShipment, reply: Record<string, unknown>) => ({
    ...d,
    deliveryDate: typeof reply['date'] === 'string' ? reply['date'] : null,
  }),
};
const TELL = { key: 'tell-parcel', say: 'tell the customer of the parcel', send: notify.tellShipment };

/** A parcel is planned, packed, or not to be sent any more: delivery notes it, and nobody is told. */
export const noteShipmentSaga = defineSaga<MoveShipment>((step) => ({
  name: 'note-shipment',
  version: 1,
  stages: [ACT, step(MOVE)],
  refused: [],
}));

/** A parcel is on its way, delivered, or could not be: delivery notes it, and its customer is told. */
export const moveShipmentSaga = defineSaga<MoveShipment>((step) => ({
  name: 'move-shipment',
  version: 1,
  stages: [ACT, step(MOVE), step({ ...TELL, body: told })],
  refused: [],
}));

/** A parcel that could not be delivered is back: what was paid for it goes back, and its pieces go on their shelves. */
export const returnShipmentSaga = defineSaga<MoveShipment>((step) => ({
  name: 'return-shipment',
  version: 1,
  stages: [
    ACT,
    [step(MOVE), step(GIVE_BACK), step(PUT_BACK)],
    { key: 'settle', say: 'note that it is settled', decide: 'settle' },
    step({ ...TELL, body: told }),
  ],
  refused: [],
}));

/** The saga that follows from a parcel's state. */
export const sagaOf = (state: ShipmentState) => {
  if (state === 'returned') return returnShipmentSaga;
  return state in BECAME ? moveShipmentSaga : noteShipmentSaga;
};
