import { auditCall } from '@sagashop/chassis/audit';
import { DateText, Id } from '@sagashop/chassis/shapes';
import { commandType } from '@sagashop/saga/message';
import { Type } from 'typebox';

/** Tells the customer how an order ended, once, in the language that it was placed in. */
export const tell = commandType(
  'notify.tell',
  Type.Object({
    user: Id,
    language: Type.Union([Type.Literal('en'), Type.Literal('ru')]),
    outcome: Type.Union([Type.Literal('confirmed'), Type.Literal('cancelled')]),
    number: Type.String(),
    total: Type.Integer(),
    currency: Type.String(),
    deliveryDate: Type.Optional(Type.Union([DateText, Type.Null()])),
    reason: Type.Optional(Type.String()),
  }),
);

/** What notify knows of one order: how many messages it wrote about it. */
export const NotifyFact = Type.Object({ order: Id, messages: Type.Integer() });

export const auditNotify = auditCall('notify', NotifyFact);
