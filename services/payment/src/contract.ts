import { Id } from '@sagashop/chassis/http/shapes';
import { auditCall } from '@sagashop/chassis/service/audit';
import { commandType } from '@sagashop/saga/message';
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

/** Gives a captured payment back to its customer, all of it; for an order that was cancelled afterwards. */
export const refund = commandType('payment.refund', Nothing);

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
});

export type PaymentFact = Static<typeof PaymentFact>;

export const auditPayment = auditCall('payment', PaymentFact);
