import { Id, Instant } from '@sagashop/chassis/http/shapes';
import { Type } from 'typebox';
import { REASONS } from '../domain/movement.ts';
import type { Movement } from '../domain/movements-in.ts';
import { Stock } from './stock.ts';

export const MovementShape = Type.Object({
  id: Id,
  quantity: Type.Integer({ description: 'Signed' }),
  reason: Type.Enum(REASONS),
  cause: Type.Optional(Type.String({ description: 'The id of the order, receipt, adjustment or import' })),
  by: Type.Optional(Type.String({ description: 'The id of whoever did it, where somebody did' })),
  byName: Type.Optional(Type.String({ description: 'Their name; absent while user does not answer' })),
  note: Type.Optional(Type.String()),
  at: Instant,
  onHand: Type.Integer({ description: 'After it' }),
});

/** What a change of stock answers: the stock after it. */
export const Changed = Type.Object({
  ...Stock.properties,
  movement: Type.Object({
    quantity: Type.Integer({ description: 'Signed' }),
    reason: Type.Enum(REASONS),
    cause: Id,
  }),
});

/** A movement as it is shown; the first of a product has no cause: what there was when movements began. */
export function showMovement(movement: Movement, names: ReadonlyMap<string, string>) {
  const { id, quantity, reason, cause, by, note, at, onHand } = movement;
  const byName = by && names.get(by);
  return {
    id,
    quantity,
    reason,
    ...(cause && { cause }),
    ...(by && { by }),
    ...(byName && { byName }),
    ...(note && { note }),
    at: at.toISOString(),
    onHand,
  };
}
