import { Id } from '@sagashop/chassis/http/shapes';
import { MAX_AMOUNT } from '@sagashop/kernel/money';
import { MoneyInput, Quantity } from '@sagashop/vocabulary/money-shapes';
import { type Static, Type } from 'typebox';
import type { ExchangeLine } from '../domain/return.ts';
import type { WantedPieces } from '../running/judge-part.ts';
import { PiecesInput } from './pieces-input.ts';
import { MOST_PHOTO, PHOTO_TEXT } from './sent-said.ts';

const Closed = { additionalProperties: false };
/** Lists of 100 lines are long. */
export const RETURN_LIMITS = { fileSize: MOST_PHOTO, files: 1, fields: 4, fieldSize: 25_000, parts: 5 };

const ExchangeInput = Type.Object(
  {
    lines: Type.Array(
      Type.Object({ productId: Id, variantId: Type.Optional(Id), quantity: Quantity }, Closed),
      { minItems: 1, maxItems: 100 },
    ),
    expectedTotal: Type.Optional(
      Type.Object(
        { ...MoneyInput.properties, amount: Type.Integer({ minimum: 0, maximum: MAX_AMOUNT }) },
        {
          ...Closed,
          description:
            'what that costs now, as its customer has seen it: the most that they are charged for it; without it what goes back',
        },
      ),
    ),
  },
  { ...Closed, description: 'what is wanted instead: ordered once all of the return has come' },
);

export interface SaidOfReturn {
  lines: WantedPieces;
  reason: string;
  exchange?: { lines: ExchangeLine[]; expectedTotal?: Static<typeof MoneyInput> };
  photo?: string;
}

/** What is said of a return, as JSON. As a form it has the photo as a file, and the lists as JSON. */
export const ReturnInput = Type.Unsafe<SaidOfReturn | null>({
  type: ['object', 'null'],
  properties: {
    lines: PiecesInput,
    reason: Type.String({ minLength: 1, maxLength: 500, format: 'said' }),
    exchange: ExchangeInput,
    photo: Type.String(PHOTO_TEXT),
  },
  required: ['lines', 'reason'],
  additionalProperties: false,
});
