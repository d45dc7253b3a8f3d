import { DateText, Id } from '@sagashop/chassis/http/shapes';
import { call, eventType } from '@sagashop/chassis/service/calls';
import { commandType } from '@sagashop/saga/message';
import { auditCall } from '@sagashop/vocabulary/audit-call';
import { foretellCall } from '@sagashop/vocabulary/foretell-call';
import { historyCall } from '@sagashop/vocabulary/history-call';
import { recordCall } from '@sagashop/vocabulary/record-call';
import { type Static, Type } from 'typebox';

const Nothing = Type.Object({});

/**
 * Books the least loaded courier for an order on a day; without a date, on the first day with a free
 * courier. Done with `{ date, courier }`; refused as `no_courier`.
 */
export const book = commandType('delivery.book', Type.Object({ date: Type.Union([DateText, Type.Null()]) }));

/** Undoes a booking, also one that has not come yet. */
export const cancel = commandType('delivery.cancel', Nothing);

const SHIPMENT_STATES = [
  ...(['planned', 'packed', 'handed_over', 'delivered', 'failed', 'returned', 'cancelled'] as const),
] as const;
const ShipmentState = Type.Enum(SHIPMENT_STATES);

/**
 * Notes what has become of a parcel, the `nth` thing, once: an older one that comes later changes nothing. Handed over, it is
 * its courier's and that day's; where nobody was there, the delivery goes to the next free day, as `by` has reported it.
 */
export const moveShipment = commandType(
  'delivery.move_shipment',
  Type.Object({
    shipment: Id,
    nth: Type.Integer(),
    state: ShipmentState,
    by: Type.Object({ id: Id, roles: Type.Array(Type.String()) }),
  }),
);

/** Parcels: with these ids, of these orders, of a day, a courier, the courier who is this user, in a state; by order, behind `after`. */
export const shipments = call(
  'delivery',
  'shipments',
  Type.Object({
    ids: Type.Optional(Type.Array(Id)),
    orders: Type.Optional(Type.Array(Id)),
    date: Type.Optional(DateText),
    /** Those of days before today of which nothing has come. A release before answers all. */
    late: Type.Optional(Type.Boolean()),
    courier: Type.Optional(Id),
    user: Type.Optional(Id),
    state: Type.Optional(Type.Array(ShipmentState)),
    after: Type.Optional(Type.String()),
    limit: Type.Integer(),
  }),
  Type.Object({
    items: Type.Array(
      Type.Object({
        order: Id,
        id: Id,
        state: ShipmentState,
        courier: Type.Union([Id, Type.Null()]),
        /** What the courier is called. A release before does not say. */
        courierName: Type.Optional(Type.Union([Type.String(), Type.Null()])),
        date: Type.Union([DateText, Type.Null()]),
      }),
    ),
    today: DateText,
  }),
);

/** The days that can be booked now, by delivery's clock, which lists them and books them; and for how many ms. */
export const bookableDays = call(
  'delivery',
  'days',
  Nothing,
  Type.Object({ days: Type.Array(DateText), changeIn: Type.Number() }),
  { patience: 1000 },
);

/**
 * Gives an order's delivery to another courier, day, or both, as somebody who works for the shop; once for the key, however
 * often it is asked. `refused` is the code of the refusal.
 */
export const assign = call(
  'delivery',
  'assign',
  Type.Object({
    by: Type.Object({ id: Id, roles: Type.Array(Type.String()), from: Type.String() }),
    order: Id,
    courier: Type.Union([Id, Type.Null()]),
    date: Type.Union([DateText, Type.Null()]),
    key: Type.String(),
  }),
  Type.Object({ refused: Type.Union([Type.String(), Type.Null()]) }),
);

/** Whom a command of an order would free, and on which day. */
export const foretell = foretellCall(
  'delivery',
  Type.Object({ courier: Type.Union([Type.Object({ id: Id, date: DateText }), Type.Null()]) }),
);

/**
 * A delivery went to another courier or day; of two moves of an order the one with the larger sequence is the later. `move`
 * is the id of what was done.
 */
export const moved = eventType(
  'delivery.moved',
  Type.Object({
    move: Id,
    order: Id,
    courier: Id,
    date: DateText,
    was: Type.Object({ courier: Id, date: DateText }),
    sequence: Type.Integer(),
  }),
);

/** Who was to bring an order and when, with every move and who made it. */
export const history = historyCall('delivery');

/** What delivery knows of one order; `place` is the how-manyth booking of its courier that day it was. */
const DeliveryFact = Type.Object({
  order: Id,
  state: Type.String(),
  courier: Type.Union([Id, Type.Null()]),
  date: Type.Union([DateText, Type.Null()]),
  /** Whether it went elsewhere and order may not have heard of it yet. */
  telling: Type.Optional(Type.Boolean()),
  /** Its parcels. A release before says nothing of them. */
  shipments: Type.Optional(Type.Array(Type.Object({ id: Id, state: Type.String(), nth: Type.Integer() }))),
});

export type DeliveryFact = Static<typeof DeliveryFact>;

export const auditDelivery = auditCall('delivery', DeliveryFact);
export const recordDelivery = recordCall('delivery', DeliveryFact);
