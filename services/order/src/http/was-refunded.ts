import { MAX_AMOUNT } from '@sagashop/kernel/money';
import { Type } from 'typebox';

/** What had gone back of an order when somebody looked, whose act is for that order and no other. */
export const WasRefunded = Type.Object(
  { refunded: Type.Integer({ minimum: 0, maximum: MAX_AMOUNT }) },
  {
    additionalProperties: false,
    description:
      'how much had gone back, in minor units, when you looked. Where it is not so any more nothing is done: 409 ' +
      '`edit_conflict`. Without it what is there counts',
  },
);
