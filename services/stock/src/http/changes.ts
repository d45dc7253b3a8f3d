import { staffOf } from '@sagashop/audit-log/staff-of';
import { idempotencyKey } from '@sagashop/chassis/guards/idempotency';
import { type Answered, createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { permission } from '@sagashop/vocabulary/permissions';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Adjustment, adjustGoods } from '../actions/adjust-goods.ts';
import { receiveGoods } from '../actions/receive-goods.ts';
import { stockedId } from '../actions/stocked-id.ts';
import { STAFF_REASONS } from '../domain/adjustment.ts';
import { MOST_ON_HAND } from '../domain/goods.ts';
import { Changed } from './movement-shape.ts';
import { ProductParams, showStock, VariantQuery, WhichVariant } from './stock.ts';

const Note = Type.Optional(
  Type.String({ format: 'said', minLength: 1, maxLength: 500, description: 'Why, in words of one’s own' }),
);

const Receipt = Type.Object(
  { quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }), variantId: WhichVariant, note: Note },
  { additionalProperties: false },
);

const AdjustmentShape = Type.Object(
  {
    quantity: Type.Integer({
      minimum: -MOST_ON_HAND,
      maximum: MOST_ON_HAND,
      description: 'Signed; for `counted`, how many there are, those that orders have set aside included',
    }),
    reason: Type.Enum(STAFF_REASONS),
    variantId: WhichVariant,
    note: Note,
    was: Type.Optional(
      Type.Object(
        { onHand: Type.Integer({ minimum: 0, maximum: MOST_ON_HAND }) },
        {
          additionalProperties: false,
          description: 'What was on hand when it was read: where it is not any more, 409 `edit_conflict`',
        },
      ),
    ),
  },
  { additionalProperties: false },
);

const common = {
  tags: ['stock'],
  params: ProductParams,
  querystring: VariantQuery,
  response: { 201: Changed },
};

/** Goods received, and every other change of stock by staff. `poke` is called after it: customers may have to be told. */
export function changeRoutes(app: App, sql: Sql, poke: () => void): void {
  const preValidation = async (request: FastifyRequest) => void idempotencyKey(request);
  const change = changer(sql, poke);

  app.post(
    '/api/stock/:productId/receipts',
    {
      schema: { ...common, summary: 'Goods received', body: Receipt },
      config: { service: 'stock', needs: permission('stock.receive') },
      preValidation,
    },
    async (request, reply) => {
      const said = { ...request.params, ...request.query, ...request.body, reason: 'received' } as const;
      return sendCreated(reply, await change(request, said, receiveGoods));
    },
  );

  app.post(
    '/api/stock/:productId/adjustments',
    {
      schema: { ...common, summary: 'Change what is on hand, for a reason', body: AdjustmentShape },
      config: { service: 'stock', needs: permission('stock.adjust') },
      preValidation,
    },
    async (request, reply) =>
      sendCreated(
        reply,
        await change(request, { ...request.params, ...request.query, ...request.body }, adjustGoods),
      ),
  );
}

type Said = Pick<Adjustment, 'productId' | 'quantity' | 'reason' | 'was'> & {
  variantId?: string;
  note?: string;
};

function changer(sql: Sql, poke: () => void) {
  return async (request: FastifyRequest, said: Said, act: typeof adjustGoods): Promise<Answered> => {
    const by = staffOf(request);
    const { variantId, ...rest } = said;
    const product = said.productId.toLowerCase();
    const of = variantId ? `${product}/${variantId.toLowerCase()}` : product;
    const route = `POST ${request.routeOptions.url!.replace(':productId', of)}`;
    const answer = await createOnce(sql, request, { caller: by.actor.id, route }, async (tx) => {
      const productId = await stockedId(tx, product, variantId);
      const { goods, movement } = await act(tx, { note: null, ...rest, productId, by, cause: newId() });
      const { quantity, reason, cause } = movement;
      return { ...showStock(goods), movement: { quantity, reason, cause } };
    });
    poke();
    return answer;
  };
}
