import { Id } from '@sagashop/chassis/http/shapes';
import { Quantity } from '@sagashop/vocabulary/money-shapes';
import { Type } from 'typebox';

/** Pieces of an order's lines. */
export const PiecesInput = Type.Array(
  Type.Object({ lineId: Id, quantity: Quantity }, { additionalProperties: false }),
  { minItems: 1, maxItems: 100, description: 'of which lines, and how many pieces of each' },
);

/** The same in an address: a line’s id and `:` how many pieces, or one; several by commas. */
export const PiecesText = (of: string) =>
  Type.String({
    pattern: '^[0-9a-fA-F-]{36}(:[1-9][0-9]{0,4})?(,[0-9a-fA-F-]{36}(:[1-9][0-9]{0,4})?){0,99}$',
    description: `${of}: a line’s id and \`:\` how many pieces, or one; several by commas`,
  });

/** What such a text means. */
export const piecesIn = (text: string) =>
  text.split(',').map((one) => {
    const [lineId = '', quantity = '1'] = one.split(':');
    return { lineId, quantity: Number(quantity) };
  });
