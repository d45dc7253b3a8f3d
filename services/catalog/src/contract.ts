import { Id } from '@sagashop/chassis/http/shapes';
import { call } from '@sagashop/chassis/service/calls';
import { auditCall } from '@sagashop/vocabulary/audit-call';
import { Type } from 'typebox';

const Localized = Type.Object({ en: Type.String(), ru: Type.String() });

/**
 * The names and prices (minor units) of products that are for sale now; others are left out. Each says as how many variants
 * it can be had. `bought`: those that were asked for as `variants`, and the one of each product that can be had as one
 * alone, with their products' names in theirs. Who asks for no `variants`, a release before, is told of no product that
 * it cannot order.
 */
export const prices = call(
  'catalog',
  'prices',
  Type.Object({ products: Type.Array(Id), variants: Type.Optional(Type.Array(Id)) }),
  Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        price: Type.Integer(),
        name: Localized,
        variants: Type.Optional(Type.Integer()),
      }),
    ),
    bought: Type.Optional(
      Type.Array(Type.Object({ id: Id, product: Id, price: Type.Integer(), name: Localized })),
    ),
  }),
);

/** The products, hidden ones as well, that have these words in their names; newest first, and not more than 500. */
export const findProducts = call(
  'catalog',
  'find',
  Type.Object({ words: Type.String({ maxLength: 200 }) }),
  Type.Object({ products: Type.Array(Id) }),
);

/**
 * The names of products and of variants, hidden ones as well; those of products that were taken away for good are left out.
 * A variant says as `variant` what it is beside its product's name, `M, red`, and whether it is `gone`: then nobody can have
 * it any more, and it does not come back.
 */
export const productNames = call(
  'catalog',
  'names',
  Type.Object({ products: Type.Array(Id) }),
  Type.Object({
    items: Type.Array(
      Type.Object({
        ...{ id: Id, name: Localized },
        variant: Type.Optional(Localized),
        gone: Type.Optional(Type.Boolean()),
      }),
    ),
  }),
);

/**
 * Puts many products and their categories into the catalogue, some hundreds a transaction, prices in minor
 * units. A category whose slug is there already, and a product whose English name its category has for sale
 * already, are left as they are. Answers the products' ids in the order of the question. Rejects a `categorySlug` that is
 * neither there nor among `categories`; the products before its hundreds are there then.
 */
export const seedCatalog = call(
  'catalog',
  'seed',
  Type.Object({
    categories: Type.Array(Type.Object({ slug: Type.String(), name: Localized })),
    products: Type.Array(
      Type.Object({
        name: Localized,
        description: Localized,
        price: Type.Integer({ minimum: 1 }),
        categorySlug: Type.String(),
        picture: Type.Optional(Type.Union([Type.String(), Type.Null()])),
        pictures: Type.Optional(
          Type.Array(Type.Object({ url: Type.String(), alt: Type.Optional(Localized) })),
        ),
        facts: Type.Optional(
          Type.Array(Type.Object({ key: Type.String(), name: Localized, value: Localized })),
        ),
      }),
    ),
  }),
  Type.Object({ products: Type.Array(Id) }),
);

/** The service's own checks; it has no facts of orders. */
export const auditCatalog = auditCall('catalog', Type.Object({}));
