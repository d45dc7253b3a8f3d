import { staffOf } from '@sagashop/audit-log/staff-of';
import type { App } from '@sagashop/chassis/http/app';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { editable } from '@sagashop/vocabulary/editable';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { setThreshold } from '../actions/set-threshold.ts';
import { stockedId } from '../actions/stocked-id.ts';
import { MOST_ON_HAND } from '../domain/goods.ts';
import { ProductParams, Stock, showStock, VariantQuery, WhichVariant } from './stock.ts';

const Threshold = Type.Union([Type.Integer({ minimum: 0, maximum: MOST_ON_HAND }), Type.Null()]);

const Edit = editable({ threshold: Type.Optional(Threshold), variantId: WhichVariant });

export function thresholdRoute(app: App, sql: Sql): void {
  app.patch(
    '/api/stock/:productId',
    {
      schema: {
        summary: 'Say from how many on a product is low',
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
        return setThreshold(tx, { id, edit, by });
      });
      return showStock(goods);
    },
  );
}
