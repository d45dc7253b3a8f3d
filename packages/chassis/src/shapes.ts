import { MAX_AMOUNT } from '@sagashop/kernel/money';
import { Type } from 'typebox';

/** Schemas that several services' routes share. */
export const Id = Type.String({ format: 'uuid' });
export const IdParams = Type.Object({ id: Id });
export const DateText = Type.String({ format: 'date' });
export const Instant = Type.String({ description: 'ISO 8601, UTC' });
export const Quantity = Type.Integer({ minimum: 1, maximum: 10_000 });

/** Money as it is shown. */
export const MoneyShape = Type.Object({ amount: Type.Integer(), currency: Type.String() });

/** Money as it is sent: more than nothing, at most 10^12 minor units. */
export const MoneyInput = Type.Object(
  {
    amount: Type.Integer({ minimum: 1, maximum: MAX_AMOUNT }),
    currency: Type.Optional(Type.String({ minLength: 3, maxLength: 3 })),
  },
  { additionalProperties: false },
);
