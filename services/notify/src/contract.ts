import { DateText, Id, Instant } from '@sagashop/chassis/http/shapes';
import { call } from '@sagashop/chassis/service/calls';
import { commandType } from '@sagashop/saga/message';
import { auditCall } from '@sagashop/vocabulary/audit-call';
import { foretellCall } from '@sagashop/vocabulary/foretell-call';
import { historyCall } from '@sagashop/vocabulary/history-call';
import { recordCall } from '@sagashop/vocabulary/record-call';
import { type Static, Type } from 'typebox';

/** Whom it tells of which order, and in which language. */
const About = {
  user: Id,
  language: Type.Union([Type.Literal('en'), Type.Literal('ru')]),
  number: Type.String(),
  total: Type.Integer(),
  currency: Type.String(),
};

/** Tells the customer how an order ended, once, in the language that it was placed in. */
export const tell = commandType(
  'notify.tell',
  Type.Object({
    ...About,
    outcome: Type.Union([Type.Literal('confirmed'), Type.Literal('cancelled')]),
    deliveryDate: Type.Optional(Type.Union([DateText, Type.Null()])),
    reason: Type.Optional(Type.String()),
  }),
);

/** Tells the customer, once, that an order which was confirmed is cancelled and its payment given back. */
export const tellRefund = commandType(
  'notify.tell_refund',
  Type.Object({ ...About, reason: Type.Optional(Type.String()) }),
);

/** Tells the customer, once for each cause, how much of an order's payment has gone back while the order stands. */
export const tellRefundPart = commandType(
  'notify.tell_refund_part',
  Type.Object({ ...About, cause: Id, amount: Type.Integer() }),
);

/** Tells the customer, once for each cause, that a part of their order is cancelled, and what went back for it. */
export const tellPieces = commandType(
  'notify.tell_pieces',
  Type.Object({ ...About, cause: Id, amount: Type.Integer() }),
);

/**
 * Tells the customer, once for each cause, what has become of a parcel: it is on its way, delivered, could not be delivered
 * (`deliveryDate`: when it is tried again), or came back for good, and how much went back for it.
 */
export const tellShipment = commandType(
  'notify.tell_shipment',
  Type.Object({
    ...About,
    cause: Id,
    became: Type.Enum(['shipped', 'delivered', 'not_delivered', 'sent_back']),
    deliveryDate: Type.Optional(Type.Union([DateText, Type.Null()])),
    amount: Type.Optional(Type.Integer()),
  }),
);

/**
 * Tells the customer, once for each cause, how a return of theirs stands: asked for, approved, refused, still to come, ended
 * because it did not come, or here, and how much went back for it; or that what they wanted for it could not be ordered, and the
 * code that says why. `sendTo` and `comeBy`: where to, and by the end of which day, it is to be sent.
 */
export const tellReturn = commandType(
  'notify.tell_return',
  Type.Object({
    ...About,
    cause: Id,
    became: Type.Enum([
      ...['return_asked', 'return_approved', 'return_refused', 'return_received'],
      ...['return_reminded', 'return_expired', 'return_not_exchanged'],
    ] as const),
    amount: Type.Integer(),
    sendTo: Type.Optional(Type.String()),
    comeBy: Type.Optional(DateText),
    reason: Type.Optional(Type.String()),
  }),
);

/** Tells the customer, once for each cause, that their withdrawal was received or revoked, when, and until when it can be revoked. */
export const tellWithdrawal = commandType(
  'notify.tell_withdrawal',
  Type.Object({
    ...About,
    cause: Id,
    became: Type.Enum(['withdrawal_confirmed', 'withdrawal_revoked']),
    at: Instant,
    until: Instant,
    /** In which both are said. */
    zone: Type.String(),
  }),
);

/** Which message a command of an order would write. */
export const foretell = foretellCall(
  'notify',
  Type.Object({
    messages: Type.Array(
      Type.Object({ kind: Type.String(), language: Type.String(), message: Type.String() }),
    ),
  }),
);

/** Tells customers, once for each `move`, that their orders' deliveries went to another day. */
export const tellMoves = call(
  'notify',
  'tell-moves',
  Type.Object({
    items: Type.Array(Type.Object({ order: Id, move: Id, ...About, deliveryDate: DateText })),
  }),
  Type.Object({}),
);

/** Whether there is a mail of a kind about each of these, which are no orders, in their order. */
export const mailed = call(
  'notify',
  'mailed',
  Type.Object({ subjects: Type.Array(Id), kind: Type.String() }),
  Type.Object({ there: Type.Array(Type.Boolean()) }),
);

/** The messages that an order's customer was sent. */
export const history = historyCall('notify');

/** What notify knows of one order: how many messages it wrote about it, and of which kind. */
export const NotifyFact = Type.Object({
  order: Id,
  messages: Type.Integer(),
  confirmations: Type.Integer(),
  cancellations: Type.Integer({ description: 'before or after the confirmation' }),
  moves: Type.Optional(
    Type.Integer({ description: 'to another day of delivery; a release before says nothing of them' }),
  ),
  refunds: Type.Optional(
    Type.Integer({ description: 'while the order stood; a release before says nothing of them' }),
  ),
  parts: Type.Optional(
    Type.Integer({ description: 'cancelled parts; a release before says nothing of them' }),
  ),
  parcels: Type.Optional(
    Type.Integer({ description: 'what became of parcels; a release before says nothing of them' }),
  ),
  returns: Type.Optional(
    Type.Integer({ description: 'how returns stand; a release before says nothing of them' }),
  ),
  withdrawals: Type.Optional(
    Type.Integer({ description: 'received or revoked; a release before says nothing of them' }),
  ),
});

export type NotifyFact = Static<typeof NotifyFact>;

export const auditNotify = auditCall('notify', NotifyFact);
export const recordNotify = recordCall('notify', NotifyFact);
