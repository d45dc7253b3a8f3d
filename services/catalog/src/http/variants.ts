import { staffOf } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import { createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import { hasPermission } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { PageOf } from '@sagashop/chassis/http/lists';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Db, Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { newId } from '@sagashop/kernel/ids';
import { amountIn } from '@sagashop/vocabulary/amount-in';
import { assertNotEdited, editable } from '@sagashop/vocabulary/editable';
import type { Language } from '@sagashop/vocabulary/language';
import { MoneyInput } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { changeVariant, deleteVariant } from '../actions/change-variant.ts';
import { createVariant } from '../actions/create-variant.ts';
import { tellVariantsSoon } from '../actions/tell-variants.ts';
import type { Variant } from '../domain/variant.ts';
import { findVariants } from '../store/find-variants.ts';
import { negotiateLanguage } from './negotiate-language.ts';
import { OptionsInput, showVariant, VariantShape } from './variant-shape.ts';

const Picture = Type.Union([Type.String({ minLength: 1, maxLength: 500, format: 'said' }), Type.Null()], {
  description: 'The address of a picture; null: the product’s own',
});
const VariantBody = Type.Object(
  {
    options: OptionsInput,
    price: MoneyInput,
    picture: Type.Optional(Picture),
  },
  { additionalProperties: false },
);
const VariantChangeBody = editable({
  options: Type.Optional(OptionsInput),
  price: Type.Optional(MoneyInput),
  picture: Type.Optional(Picture),
});
const VariantParams = Type.Object({ id: Id, variantId: Id });

const READERS = permission('catalog.read');
const config = { service: 'catalog', needs: permission('catalog.write') };
const tags = ['catalog'];

interface Parts {
  sql: Sql;
  currency: string;
  peers: Peers;
  log: Logger;
}

/** What a product can be had as, and how staff say so. */
export function variantRoutes(app: App, parts: Parts): void {
  listRoute(app, parts);
  addRoute(app, parts);
  changeRoute(app, parts);
  deleteRoute(app, parts);
}

function listRoute(app: App, { sql, currency }: Parts): void {
  app.get(
    '/api/products/:id/variants',
    {
      config: { service: 'catalog', needs: 'anyone', othersNeed: READERS },
      schema: {
        summary: 'What a product can be had as',
        tags,
        params: IdParams,
        response: { 200: PageOf(VariantShape) },
      },
    },
    async (request, reply) => {
      const language = negotiateLanguage(request, reply);
      const hidden = request.identity !== null && hasPermission(request.identity, READERS);
      const found = await findVariants(sql, request.params.id, { hidden });
      if (!found) throw refuse.not_found();
      return { items: found.map((row) => showVariant(row, row.name[language], currency)), nextCursor: null };
    },
  );
}

function addRoute(app: App, { sql, currency, peers, log }: Parts): void {
  app.post(
    '/api/products/:id/variants',
    {
      config,
      schema: {
        summary: 'Add a variant',
        tags,
        params: IdParams,
        body: VariantBody,
        response: { 201: VariantShape },
      },
    },
    async (request, reply) => {
      const { options, price, picture = null } = request.body;
      const product = request.params.id;
      const wanted = { options, price: amountIn(price, currency), picture };
      const scope = { caller: signedIn(request).userId, route: `POST /api/products/${product}/variants` };
      const language = negotiateLanguage(request, reply);
      const answer = await createOnce(sql, request, scope, async (tx) => {
        const variant = await createVariant(tx, { id: newId(), product, wanted, staff: staffOf(request) });
        return findAndShow(tx, product, variant.id, { language, currency });
      });
      if (!answer.replayed) await tellVariantsSoon(sql, peers, log);
      return sendCreated(reply, answer);
    },
  );
}

function changeRoute(app: App, { sql, currency, peers, log }: Parts): void {
  app.patch(
    '/api/products/:id/variants/:variantId',
    {
      config,
      schema: {
        summary: 'Change a variant',
        tags,
        params: VariantParams,
        body: VariantChangeBody,
        response: { 200: VariantShape },
      },
    },
    async (request, reply) => {
      const { was, ...sent } = request.body;
      const { price, ...rest } = sent;
      const change = price ? { ...rest, price: amountIn(price, currency) } : rest;
      const which = whichOf(request.params);
      const language = negotiateLanguage(request, reply);
      const check = (now: Variant) => assertNotEdited(writtenOf(now, currency), sent, was);
      const answer = await sql.begin(async (tx) => {
        await changeVariant(tx, { ...which, staff: staffOf(request) }, change, check);
        return findAndShow(tx, which.product, which.id, { language, currency });
      });
      await tellVariantsSoon(sql, peers, log);
      return answer;
    },
  );
}

function deleteRoute(app: App, { sql, peers, log }: Parts): void {
  app.delete(
    '/api/products/:id/variants/:variantId',
    { config, schema: { summary: 'Take a variant out of sale', tags, params: VariantParams } },
    async (request, reply) => {
      const which = whichOf(request.params);
      await sql.begin((tx) => deleteVariant(tx, { ...which, staff: staffOf(request) }));
      await tellVariantsSoon(sql, peers, log);
      return reply.code(204).send();
    },
  );
}

const whichOf = ({ id, variantId }: { id: string; variantId: string }) => ({
  product: id.toLowerCase(),
  id: variantId.toLowerCase(),
});

async function findAndShow(
  db: Db,
  product: string,
  id: string,
  { language, currency }: { language: Language; currency: string },
) {
  const all = await findVariants(db, product, { hidden: true });
  const row = all!.find((one) => one.id === id)!;
  return showVariant(row, row.name[language], currency);
}

/** A variant in the words of its change. */
function writtenOf({ price, options, picture }: Variant, currency: string) {
  return { options, picture, price: { amount: price, currency } };
}
