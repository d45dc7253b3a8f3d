import { createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { receiveGoods } from '../actions/receive-goods.ts';
import { ProductParams, Stock, showStock } from './stock.ts';

const Receipt = Type.Object(
  { quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }) },
  { additionalProperties: false },
);

/** `poke` is called after goods have come in, since a product may be there again. */
export function receiptsRoute(app: App, sql: Sql, poke: () => void): void {
  app.post(
    '/api/stock/:productId/receipts',
    {
      schema: {
        summary: 'Goods received',
        description: 'Answers the stock after it. An Idempotency-Key, when sent, is honoured.',
        tags: ['stock'],
        params: ProductParams,
        body: Receipt,
        response: { 201: Stock },
      },
      config: { service: 'stock', needs: permission('stock.receive') },
    },
    async (request, reply) => {
      const productId = request.params.productId.toLowerCase();
      const by = signedIn(request).userId;
      const scope = { caller: by, route: `POST /api/stock/${productId}/receipts` };
      const answer = await createOnce(sql, request, scope, async (tx) =>
        showStock(await receiveGoods(tx, { productId, quantity: request.body.quantity, by })),
      );
      poke();
      return sendCreated(reply, answer);
    },
  );
}
