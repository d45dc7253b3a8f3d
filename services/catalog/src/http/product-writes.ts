import { staffOf } from '@sagashop/audit-log/staff-of';
import { createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { newId } from '@sagashop/kernel/ids';
import { amountIn } from '@sagashop/vocabulary/amount-in';
import { assertNotEdited, editable } from '@sagashop/vocabulary/editable';
import { MoneyInput } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { archiveProduct } from '../actions/archive-product.ts';
import { changeProduct } from '../actions/change-product.ts';
import { createProduct } from '../actions/create-product.ts';
import { openStockSoon } from '../actions/open-stock-soon.ts';
import { changedPictures, type Picture } from '../domain/pictures.ts';
import { type ProductText, UNSAID } from '../domain/product.ts';
import { Description, inAll, inSome, Name } from './localized.ts';
import { negotiateLanguage } from './negotiate-language.ts';
import { agreeing, DetailsInput } from './product-details.ts';
import { ChangedShape, DetailedShape, showDetailed } from './product-shape.ts';

const Published = Type.Boolean({ description: 'Whether customers see it; when it is made, yes unless said' });
const ProductBody = Type.Object(
  {
    name: inAll(Name),
    description: inAll(Description),
    price: MoneyInput,
    categoryId: Id,
    published: Type.Optional(Published),
    ...DetailsInput,
  },
  { additionalProperties: false },
);

const ProductChangeBody = editable({
  name: Type.Optional(inSome(Name)),
  description: Type.Optional(inSome(Description)),
  price: Type.Optional(MoneyInput),
  categoryId: Type.Optional(Id),
  published: Type.Optional(Published),
  ...DetailsInput,
});

interface Parts {
  sql: Sql;
  currency: string;
  peers: Peers;
  log: Logger;
}

const config = { service: 'catalog', needs: permission('catalog.write') };
const tags = ['catalog'];

export function addProductRoute(app: App, { sql, currency, peers, log }: Parts): void {
  app.post(
    '/api/products',
    {
      config,
      schema: { summary: 'Add a product', tags, body: ProductBody, response: { 201: DetailedShape } },
    },
    async (request, reply) => {
      const { picture, pictures, ...rest } = agreeing(request.body);
      const price = amountIn(rest.price, currency);
      const product = { ...UNSAID, ...rest, price, pictures: changedPictures([], { picture, pictures }) };
      const id = newId();
      const scope = { caller: signedIn(request).userId, route: 'POST /api/products' };
      const language = negotiateLanguage(request, reply);
      const answer = await createOnce(sql, request, scope, async (tx) =>
        showDetailed(await createProduct(tx, id, product, { language, staff: staffOf(request) }), {
          currency,
          language,
        }),
      );
      if (!answer.replayed) await openStockSoon(sql, peers, id, log);
      return sendCreated(reply, answer);
    },
  );
}

export function changeProductRoute(app: App, { sql, currency }: Pick<Parts, 'sql' | 'currency'>): void {
  app.patch(
    '/api/products/:id',
    {
      config,
      schema: {
        summary: 'Change a product',
        tags,
        params: IdParams,
        body: ProductChangeBody,
        response: { 200: ChangedShape },
      },
    },
    async (request, reply) => {
      const { was, ...sent } = agreeing(request.body);
      const { price, ...rest } = sent;
      const change = price ? { ...rest, price: amountIn(price, currency) } : rest;
      const language = negotiateLanguage(request, reply);
      const check = (now: ProductText) =>
        assertNotEdited(writtenOf(now, currency), withoutIds(sent), was && withoutIds(was));
      const row = await changeProduct(sql, request.params.id, change, {
        language,
        staff: staffOf(request),
        check,
      });
      return { ...showDetailed(row, { currency, language }), ...(row.change && { change: row.change }) };
    },
  );
}

export function archiveProductRoute(app: App, sql: Sql): void {
  app.delete(
    '/api/products/:id',
    {
      config,
      schema: { summary: 'Take a product out of sale', tags, params: IdParams },
    },
    async (request, reply) => {
      await archiveProduct(sql, request.params.id, staffOf(request));
      return reply.code(204).send();
    },
  );
}

/** A product in the words of its change. */
function writtenOf({ price, ...rest }: ProductText, currency: string) {
  const picture = rest.pictures[0]?.url ?? null;
  return { ...withoutIds(rest), price: { amount: price, currency }, picture };
}

/** The ids of pictures are the shop's, and no part of what two people write. */
function withoutIds<T extends { pictures?: readonly Picture[] | undefined }>(said: T): T {
  if (!said.pictures) return said;
  return { ...said, pictures: said.pictures.map(({ id: _ours, ...rest }) => rest) };
}
