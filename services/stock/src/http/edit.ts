import { staffOf } from '@sagashop/audit-log/staff-of';
import type { App } from '@sagashop/chassis/http/app';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { editable } from '@sagashop/vocabulary/editable';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { changeStock } from '../actions/change-stock.ts';
import { stockedId } from '../actions/stocked-id.ts';
import { MOST_OF_PLACE, MOST_ON_HAND } from '../domain/goods.ts';
import { ProductParams, Stock, showStock, VariantQuery, WhichVariant } from './stock.ts';

const Threshold = Type.Union([Type.Integer({ minimum: 0, maximum: MOST_ON_HAND }), Type.Null()]);

const Place = Type.Union([
  Type.String({ minLength: 1, maxLength: MOST_OF_PLACE, format: 'said', description: 'where it lies' }),
  Type.Null(),
]);

const Edit = editable({
  ...{ threshold: Type.Optional(Threshold), place: Type.Optional(Place) },
  variantId: WhichVariant,
});

/** `PATCH /api/stock/{productId}`: what staff say of what is stocked. */
export function editRoute(app: App, sql: Sql): void {
  app.patch(
    '/api/stock/:productId',
    {
      schema: {
        summary: 'Say from how many on a product is low, and where it lies',
        tags: ['stock'],
        params: ProductParams,
        querystring: VariantQuery,
        body: Edit,
        response: { 200: Stock },
      },
      config: { service: 'stock', needs: permission('stock.adjust') },
    },
    async (request) => {
      const { variantId = request.query.variantId, ...edit } = request.body;
      const by = staffOf(request);
      const goods = await sql.begin(async (tx) => {
        const id = await stockedId(tx, request.params.productId, variantId);
        return changeStock(tx, { id, edit, by });
      });
      return showStock(goods);
    },
  );
}
