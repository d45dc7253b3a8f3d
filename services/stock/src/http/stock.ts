import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { stockedId } from '../actions/stocked-id.ts';
import { available, isLow, type OwnedGoods } from '../domain/goods.ts';
import { findGoods } from '../store/goods.ts';

export const ProductParams = Type.Object({ productId: Id });

/** Which variant of a product is meant. */
export const WhichVariant = Type.Optional(
  Type.Union([Id], {
    description: 'Which variant, where a product has more than one; 422 `variant_missing` without',
  }),
);
export const VariantQuery = Type.Object({ variantId: WhichVariant });

export const Stock = Type.Object({
  productId: Id,
  variantId: Type.Optional(Type.Union([Id], { description: 'Which variant of it, where it has any' })),
  onHand: Type.Integer(),
  reserved: Type.Integer(),
  available: Type.Integer({ description: 'onHand − reserved' }),
  threshold: Type.Union([Type.Integer(), Type.Null()], {
    description: 'So many on hand, or fewer, are low; null: never',
  }),
  low: Type.Boolean(),
  place: Type.Union([Type.String(), Type.Null()], {
    description: 'Where on the shelves it lies, in the words of the shop; null: nobody has said',
  }),
});

/** A stock as it is shown. */
export function showStock(goods: OwnedGoods) {
  const { onHand, reserved, threshold, place } = goods;
  return {
    ...shownIds(goods.productId, goods.variantOf),
    onHand,
    reserved,
    available: available(goods),
    threshold,
    low: isLow(goods),
    place,
  };
}

/** What is stocked by an id, as it is shown: its product, and which variant of it. */
export function shownIds(id: string, variantOf: string | null) {
  return variantOf === null ? { productId: id } : { productId: variantOf, variantId: id };
}

export function stockRoute(app: App, sql: Sql): void {
  app.get(
    '/api/stock/:productId',
    {
      schema: {
        summary: 'How much there is of a product',
        tags: ['stock'],
        params: ProductParams,
        querystring: VariantQuery,
        response: { 200: Stock },
      },
      config: { service: 'stock', needs: permission('stock.read') },
    },
    async (request) => {
      const id = await stockedId(sql, request.params.productId, request.query.variantId);
      const goods = await findGoods(sql, id);
      if (!goods) throw refuse.not_found();
      return showStock(goods);
    },
  );
}
