import { Id } from '@sagashop/chassis/http/shapes';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { type Static, Type } from 'typebox';
import type { ProductRow } from '../store/products.ts';

export const CategoryShape = Type.Object({ id: Id, slug: Type.String(), name: Type.String() });

/** A product in one language. */
export const ProductShape = Type.Object({
  id: Id,
  name: Type.String(),
  description: Type.String(),
  price: MoneyShape,
  category: CategoryShape,
  availability: Type.Union([Type.Literal('in_stock'), Type.Literal('low'), Type.Literal('out')]),
  left: Type.Optional(Type.Integer()),
  picture: Type.Union([Type.String(), Type.Null()]),
});

/**
 * How many products the filters leave, in each category and in each band of prices, both ends included; for `choices`
 * also in all.
 */
export const FacetsShape = Type.Object({
  categories: Type.Array(Type.Object({ ...CategoryShape.properties, count: Type.Integer() })),
  prices: Type.Array(Type.Object({ min: Type.Integer(), max: Type.Integer(), count: Type.Integer() })),
  total: Type.Optional(Type.Integer()),
});

const InAll = Type.Object({ en: Type.String(), ru: Type.String() });

/** A product in all languages, as an administrator edits it. */
export const WrittenProductShape = Type.Object({
  ...ProductShape.properties,
  name: InAll,
  description: InAll,
});

export function showProduct(row: ProductRow, currency: string): Static<typeof ProductShape> {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    price: { amount: row.price, currency },
    category: { id: row.categoryId, slug: row.slug, name: row.category },
    availability: row.availability as 'in_stock' | 'low' | 'out',
    ...(row.availability === 'low' && row.fewLeft !== null && { left: row.fewLeft }),
    picture: row.picture,
  };
}
