import { Id, Instant } from '@sagashop/chassis/http/shapes';
import { Type } from 'typebox';
import { WITHDRAWAL_STATES } from '../domain/withdrawal.ts';

/** What somebody has withdrawn from. */
export const WithdrawalShape = Type.Object({
  id: Id,
  orderId: Id,
  state: Type.Enum(WITHDRAWAL_STATES, {
    description:
      '`confirmed`: it can be revoked until `revocableUntil`, and nothing is handed over; then it is `carried_out`, unless it ' +
      'was `revoked`',
  }),
  lines: Type.Array(
    Type.Object({
      lineId: Id,
      name: Type.String(),
      productId: Type.Optional(Id),
      variantId: Type.Optional(Id),
      quantity: Type.Integer(),
      toReturn: Type.Integer({ description: 'pieces that had left the shop: they have to be sent back' }),
    }),
  ),
  confirmedAt: Instant,
  revocableUntil: Instant,
  endedAt: Type.Optional(Instant),
  name: Type.Optional(Type.String({ description: 'whoever has declared it, as they wrote it' })),
  by: Type.Optional(Type.Union([Id], { description: 'for staff: who was signed in' })),
  revoke: Type.Optional(
    Type.String({
      description: 'for whoever has declared it, while it is open: the token to revoke it with',
    }),
  ),
});
