import { Id, Instant } from '@sagashop/chassis/http/shapes';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { Type } from 'typebox';

/** Money that goes back to a customer, as it is shown with its order. */
export const RefundShape = Type.Object({
  id: Id,
  amount: MoneyShape,
  state: Type.Enum(['requested', 'settled', 'failed', 'reversed']),
  cause: Type.String({
    description:
      'what it is given for, by which each service does it once: itself, or the order that was cancelled',
  }),
  kind: Type.Enum(['granted', 'cancelled', 'undelivered', 'returned'], {
    description:
      '`cancelled`: pieces were, or the order, and this is all that was left; `undelivered`: pieces came back that could not be delivered; `returned`: their customer has sent them back',
  }),
  reason: Type.Optional(Type.String({ description: 'what staff said; staff alone see it' })),
  by: Type.Optional(Type.Union([Id], { description: 'who granted it; staff alone see it' })),
  lines: Type.Optional(
    Type.Array(Type.Object({ lineId: Id, quantity: Type.Integer(), amount: MoneyShape }), {
      description: 'of which pieces, where it was asked for by them',
    }),
  ),
  createdAt: Instant,
  settledAt: Type.Optional(Instant),
});
