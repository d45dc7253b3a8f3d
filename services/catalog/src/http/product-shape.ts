import { Id } from '@sagashop/chassis/http/shapes';
import type { Language } from '@sagashop/vocabulary/language';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { type Static, Type } from 'typebox';
import type { DetailedRow, ProductRow } from '../store/products.ts';

export const CategoryShape = Type.Object({ id: Id, slug: Type.String(), name: Type.String() });

/** A category with where it stands. */
export const PlacedShape = Type.Object({
  ...CategoryShape.properties,
  parentId: Type.Union([Id, Type.Null()], { description: 'The category that it stands in' }),
  place: Type.Integer({ description: 'Where it stands among the others there' }),
});

/** A product in one language, as lists have it. */
export const ProductShape = Type.Object({
  id: Id,
  slug: Type.String({ description: 'What stands in its address; follows its English name' }),
  name: Type.String(),
  description: Type.String(),
  price: MoneyShape,
  category: CategoryShape,
  availability: Type.Union([Type.Literal('in_stock'), Type.Literal('low'), Type.Literal('out')]),
  left: Type.Optional(Type.Integer()),
  picture: Type.Union([Type.String(), Type.Null()]),
  published: Type.Optional(
    Type.Boolean({ description: 'Whether customers see it; in lists, for staff alone' }),
  ),
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

/** A product in one language with all that its own page shows. */
export const DetailedShape = Type.Object({
  ...ProductShape.properties,
  pictures: Type.Array(Type.Object({ id: Type.Optional(Id), url: Type.String(), alt: Type.String() }), {
    description: 'The first is `picture`',
  }),
  facts: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), value: Type.String() })),
  published: Type.Boolean(),
  lowestBefore: Type.Optional(
    Type.Object(MoneyShape.properties, {
      description: 'Where it was reduced in the last 30 days: the lowest price of the 30 days before that',
    }),
  ),
});

/** What a change answers. */
export const ChangedShape = Type.Object({
  ...DetailedShape.properties,
  change: Type.Optional(
    Type.String({
      description: 'The change, by which it can be undone for a day; absent where nothing changed',
    }),
  ),
});

const InAll = Type.Object({ en: Type.String(), ru: Type.String() });

/** A product in all languages, as an administrator edits it. */
export const WrittenProductShape = Type.Object({
  ...ProductShape.properties,
  name: InAll,
  description: InAll,
  pictures: Type.Array(Type.Object({ id: Type.Optional(Id), url: Type.String(), alt: Type.Optional(InAll) })),
  facts: Type.Array(Type.Object({ key: Type.String(), name: InAll, value: InAll })),
  published: DetailedShape.properties.published,
  lowestBefore: DetailedShape.properties.lowestBefore,
});

export function showProduct(row: ProductRow, currency: string): Static<typeof ProductShape> {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    price: { amount: row.price, currency },
    category: { id: row.categoryId, slug: row.categorySlug, name: row.category },
    availability: row.availability as 'in_stock' | 'low' | 'out',
    ...(row.availability === 'low' && row.fewLeft !== null && { left: row.fewLeft }),
    picture: row.picture,
  };
}

export function showDetailed(
  row: DetailedRow,
  { currency, language }: { currency: string; language: Language },
): Static<typeof DetailedShape> {
  return {
    ...showProduct(row, currency),
    pictures: row.pictures.map(({ alt, ...rest }) => ({ ...rest, alt: alt?.[language] ?? row.name })),
    facts: row.facts.map(({ key, name, value }) => ({ key, name: name[language], value: value[language] })),
    published: row.published,
    ...(row.lowestBefore !== null &&
      row.lowestBefore > row.price && { lowestBefore: { amount: row.lowestBefore, currency } }),
  };
}
