import { MAX_AMOUNT } from '@sagashop/kernel/money';
import { Type } from 'typebox';

/** How many pieces a line of an order may have. */
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
