import { call } from '@sagashop/chassis/calls';
import { Id } from '@sagashop/chassis/shapes';
import { Type } from 'typebox';

/** The names and prices (minor units) of products that are for sale now; others are left out. */
export const prices = call(
  'catalog',
  'prices',
  Type.Object({ products: Type.Array(Id) }),
  Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        price: Type.Integer(),
        name: Type.Object({ en: Type.String(), ru: Type.String() }),
      }),
    ),
  }),
);
