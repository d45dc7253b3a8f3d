import { Id } from '@sagashop/chassis/http/shapes';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { type Static, Type } from 'typebox';
import type { VariantRow } from '../store/variants.ts';

const Key = Type.String({ pattern: '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$', maxLength: 40 });
/** More than these nobody can choose among. */
const MOST_OPTIONS = 5;

/** What a variant is, by the keys of its product's options. */
export const OptionsInput = Type.Record(Key, Type.String({ minLength: 1, maxLength: 60, format: 'said' }), {
  additionalProperties: false,
  maxProperties: MOST_OPTIONS,
  description:
    'What it is, by the keys of the options: `{"size": "M"}`; each variant of a product is something else',
});

/** One of the things that a product can be had as. */
export const VariantShape = Type.Object({
  id: Id,
  options: Type.Record(Type.String(), Type.String()),
  name: Type.String({
    description: 'What the options say in the reader’s language: `M, red`; empty without options',
  }),
  price: MoneyShape,
  picture: Type.Optional(
    Type.String({ description: 'What shows it, where that is not the product’s own picture' }),
  ),
  availability: Type.Enum(['in_stock', 'low', 'out']),
  left: Type.Optional(Type.Integer()),
  lowestBefore: Type.Optional(
    Type.Object(MoneyShape.properties, {
      description: 'Where it was reduced in the last 30 days: the lowest price of the 30 days before that',
    }),
  ),
});

/** A variant as it is shown, under the name that it has in some language. */
export function showVariant(row: VariantRow, name: string, currency: string): Static<typeof VariantShape> {
  const { id, options, price, picture, availability, fewLeft, lowestBefore } = row;
  return {
    id,
    options,
    name,
    price: { amount: price, currency },
    ...(picture !== null && { picture }),
    availability,
    ...(availability === 'low' && fewLeft !== null && { left: fewLeft }),
    ...(lowestBefore !== null &&
      lowestBefore > price && { lowestBefore: { amount: lowestBefore, currency } }),
  };
}
