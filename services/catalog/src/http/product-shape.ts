import { Id } from '@sagashop/chassis/http/shapes';
import type { Language } from '@sagashop/vocabulary/language';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { type Static, Type } from 'typebox';
import { type OptionText, optionsOf } from '../domain/variant.ts';
import type { ProductAsVariant } from '../store/find-by-variants.ts';
import type { DetailedRow, ProductRow } from '../store/products.ts';
import { showVariant, VariantShape } from './variant-shape.ts';

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
  priceTo: Type.Optional(
    Type.Object(MoneyShape.properties, {
      description: 'Where its variants cost different prices: the highest; `price` is the lowest',
    }),
  ),
  variantCount: Type.Optional(
    Type.Integer({
      description: 'As how many variants it can be had; absent where it is had as itself alone',
    }),
  ),
  variant: Type.Optional(
    Type.Object(
      { id: Id, options: Type.Record(Type.String(), Type.String()), name: Type.String() },
      { description: 'With `variantIds`: which one it is' },
    ),
  ),
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
  options: Type.Optional(
    Type.Array(
      Type.Object({
        key: Type.String(),
        name: Type.String(),
        values: Type.Array(Type.Object({ value: Type.String(), name: Type.String() })),
      }),
      { description: 'What its variants differ in, in the order in which it is chosen' },
    ),
  ),
  variants: Type.Optional(
    Type.Array(VariantShape, {
      description: 'What it can be had as; absent where it is had as itself alone',
    }),
  ),
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
  options: Type.Optional(
    Type.Array(
      Type.Object({
        key: Type.String(),
        name: InAll,
        values: Type.Array(Type.Object({ value: Type.String(), name: InAll })),
      }),
      { description: 'What the options of its variants are called, as it was written' },
    ),
  ),
  variants: DetailedShape.properties.variants,
  published: DetailedShape.properties.published,
  lowestBefore: DetailedShape.properties.lowestBefore,
});

export function showProduct(
  row: ProductRow & Partial<ProductAsVariant>,
  currency: string,
): Static<typeof ProductShape> {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    price: { amount: row.price, currency },
    ...(row.priceTo !== null && { priceTo: { amount: row.priceTo, currency } }),
    ...(row.variants > 0 && { variantCount: row.variants }),
    ...(row.variant && { variant: row.variant }),
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
  const { rows } = row;
  const lowest = rows.length === 1 ? rows[0]!.lowestBefore : row.lowestBefore;
  return {
    ...showProduct(row, currency),
    pictures: row.pictures.map(({ alt, ...rest }) => ({ ...rest, alt: alt?.[language] ?? row.name })),
    facts: row.facts.map(({ key, name, value }) => ({ key, name: name[language], value: value[language] })),
    ...(rows.length > 0 && {
      options: optionsOf(rows, row.options).map((option) => optionIn(option, language)),
      variants: rows.map((one) => showVariant(one, one.name[language], currency)),
    }),
    published: row.published,
    ...(lowest !== null && lowest > row.price && { lowestBefore: { amount: lowest, currency } }),
  };
}

function optionIn({ key, name, values }: OptionText, language: Language) {
  return {
    key,
    name: name[language],
    values: values.map((one) => ({ value: one.value, name: one.name[language] })),
  };
}
