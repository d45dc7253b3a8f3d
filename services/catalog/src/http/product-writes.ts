import type { Peers } from '@sagashop/chassis/calls';
import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http';
import { createOnce, sendCreated } from '@sagashop/chassis/idempotency';
import { admin } from '@sagashop/chassis/identity';
import type { Logger } from '@sagashop/chassis/log';
import type { Sql } from '@sagashop/chassis/postgres';
import { Id, IdParams, MoneyInput } from '@sagashop/chassis/shapes';
import { newId } from '@sagashop/kernel/ids';
import { Type } from 'typebox';
import { archiveProduct } from '../actions/archive-product.ts';
import { changeProduct } from '../actions/change-product.ts';
import { createProduct } from '../actions/create-product.ts';
import { openStockSoon } from '../actions/open-stock.ts';
import { Description, inAll, inSome, Name } from './localized.ts';
import { ProductShape, showProduct } from './product-shape.ts';
import { speak } from './speak.ts';

const Picture = Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()]);

const ProductBody = Type.Object(
  {
    name: inAll(Name),
    description: inAll(Description),
    price: MoneyInput,
    categoryId: Id,
    picture: Type.Optional(Picture),
  },
  { additionalProperties: false },
);

const ProductChangeBody = Type.Object(
  {
    name: Type.Optional(inSome(Name)),
    description: Type.Optional(inSome(Description)),
    price: Type.Optional(MoneyInput),
    categoryId: Type.Optional(Id),
    picture: Type.Optional(Picture),
  },
  { additionalProperties: false },
);

interface Parts {
  sql: Sql;
  currency: string;
  peers: Peers;
  log: Logger;
}

export function productWrites(app: App, { sql, currency, peers, log }: Parts): void {
  const config = { service: 'catalog' };
  const tags = ['catalog'];
  const amount = (price: { amount: number; currency?: string }) => {
    if (price.currency !== undefined && price.currency !== currency)
      throw refuse.wrong_currency({ currency });
    return price.amount;
  };

  app.post(
    '/api/products',
    {
      config,
      schema: { summary: 'Add a product', tags, body: ProductBody, response: { 201: ProductShape } },
      onRequest: async (request) => void admin(request),
    },
    async (request, reply) => {
      const { price, picture = null, ...texts } = request.body;
      const product = { ...texts, picture, price: amount(price) };
      const id = newId();
      const scope = { caller: admin(request).userId, route: 'POST /api/products' };
      const language = speak(request, reply);
      const answer = await createOnce(sql, request, scope, async (tx) =>
        showProduct(await createProduct(tx, id, product, language), currency),
      );
      if (!answer.replayed) await openStockSoon(sql, peers, id, log);
      return sendCreated(reply, answer);
    },
  );

  app.patch(
    '/api/products/:id',
    {
      config,
      schema: {
        summary: 'Change a product',
        tags,
        params: IdParams,
        body: ProductChangeBody,
        response: { 200: ProductShape },
      },
      onRequest: async (request) => void admin(request),
    },
    async (request, reply) => {
      const { price, ...rest } = request.body;
      const change = price ? { ...rest, price: amount(price) } : rest;
      const row = await changeProduct(sql, request.params.id, change, speak(request, reply));
      return showProduct(row, currency);
    },
  );

  app.delete(
    '/api/products/:id',
    {
      config,
      schema: { summary: 'Take a product out of sale', tags, params: IdParams },
      onRequest: async (request) => void admin(request),
    },
    async (request, reply) => {
      await archiveProduct(sql, request.params.id);
      return reply.code(204).send();
    },
  );
}
