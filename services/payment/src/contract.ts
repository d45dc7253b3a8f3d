import { Id } from '@sagashop/chassis/http/shapes';
import { commandType } from '@sagashop/saga/message';
import { auditCall } from '@sagashop/vocabulary/audit-call';
import { foretellCall } from '@sagashop/vocabulary/foretell-call';
import { historyCall } from '@sagashop/vocabulary/history-call';
import { recordCall } from '@sagashop/vocabulary/record-call';
import { type Static, Type } from 'typebox';

const Nothing = Type.Object({});

/** Sets money of a customer aside for an order, in minor units; refused as `insufficient_funds`. */
export const hold = commandType(
  'payment.hold',
  Type.Object({ user: Id, amount: Type.Integer({ minimum: 0 }) }),
);

/** Undoes a hold, also one that has not come yet. */
export const release = commandType('payment.release', Nothing);

/** Turns an order's hold into a payment to the shop. */
export const capture = commandType('payment.capture', Nothing);

/** Gives what is left of a captured payment back to its customer, for good; for an order that was cancelled afterwards. */
export const refund = commandType('payment.refund', Nothing);

/**
 * Gives a part of an order's payment back, in minor units, once for each cause; refused as `more_than_captured`. A
 * type of its own, since a release that knows no causes must not take it for the whole.
 */
export const refundPart = commandType(
  'payment.refund_part',
  // Nothing goes back of pieces that have cost nothing, and nothing is written then.
  Type.Object({ cause: Id, amount: Type.Integer({ minimum: 0 }) }),
);

/** Which entries a command of an order would write. */
export const foretell = foretellCall(
  'payment',
  Type.Object({
    entries: Type.Array(
      Type.Object({
        account: Type.String(),
        user: Type.Union([Id, Type.Null()]),
        kind: Type.String(),
        amount: Type.Integer(),
      }),
    ),
  }),
);

/** What became of an order's money: held, captured and refunded, each transfer with its entries. */
export const history = historyCall('payment');

/** What payment knows of one order. */
export const PaymentFact = Type.Object({
  order: Id,
  state: Type.String(),
  user: Type.Union([Id, Type.Null()]),
  amount: Type.Integer(),
  captured: Type.Integer(),
  captures: Type.Integer(),
  refunded: Type.Integer(),
  refunds: Type.Integer(),
  /** Each refund by what it was given for, which is the order itself for a whole one. A release before says nothing. */
  causes: Type.Optional(
    Type.Union([Type.Array(Type.Object({ cause: Id, amount: Type.Integer() })), Type.Null()]),
  ),
});

export type PaymentFact = Static<typeof PaymentFact>;

export const auditPayment = auditCall('payment', PaymentFact);
export const recordPayment = recordCall('payment', PaymentFact);
