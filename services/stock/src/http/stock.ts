import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { available, type Goods, isLow } from '../domain/goods.ts';
import { findGoods } from '../store/goods.ts';

export const ProductParams = Type.Object({ productId: Id });

export const Stock = Type.Object({
  productId: Id,
  onHand: Type.Integer(),
  reserved: Type.Integer(),
  available: Type.Integer({ description: 'onHand − reserved' }),
  threshold: Type.Union([Type.Integer(), Type.Null()], {
    description: 'So many on hand, or fewer, are low; null: never',
  }),
  low: Type.Boolean(),
});

/** A product's stock as it is shown. */
export function showStock(goods: Goods) {
  const { productId, onHand, reserved, threshold } = goods;
  return { productId, onHand, reserved, available: available(goods), threshold, low: isLow(goods) };
}

export function stockRoute(app: App, sql: Sql): void {
  app.get(
    '/api/stock/:productId',
    {
      schema: {
        summary: 'How much there is of a product',
        tags: ['stock'],
        params: ProductParams,
        response: { 200: Stock },
      },
      config: { service: 'stock', needs: permission('stock.read') },
    },
    async (request) => {
      const goods = await findGoods(sql, request.params.productId);
      if (!goods) throw refuse.not_found();
      return showStock(goods);
    },
  );
}
