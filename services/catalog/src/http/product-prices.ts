import { staffOf } from '@sagashop/audit-log/staff-of';
import { invalid, refuse } from '@sagashop/chassis/errors';
import { createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, IdParams, Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { amountIn } from '@sagashop/vocabulary/amount-in';
import { MoneyInput, MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { boughtId } from '../actions/bought-id.ts';
import { dropPlannedPrice, planNewPrice } from '../actions/plan-price.ts';
import { undoablePrice } from '../domain/undo.ts';
import { findLastChange } from '../store/logged-changes.ts';
import { findLowest, listPlanned, listPrices, type PlannedPrice } from '../store/prices.ts';

const PlannedShape = Type.Object({ id: Id, price: MoneyShape, from: Instant });
const PricesPage = Type.Object({
  ...PageOf(Type.Object({ price: MoneyShape, from: Instant })).properties,
  planned: Type.Array(PlannedShape, { description: 'What it will cost, the next first' }),
  lowest: Type.Object(MoneyShape.properties, { description: 'The lowest price of the last 30 days' }),
  undo: Type.Optional(
    Type.Object(
      { change: Id, price: MoneyShape },
      {
        description:
          'The change that made the price what it is, while it can be undone, and what it was before',
      },
    ),
  ),
});
const WhichVariant = Type.Optional(
  Type.Union([Id], { description: 'Of which variant, where a product has more than one' }),
);
const PlanBody = Type.Object(
  {
    price: MoneyInput,
    variantId: WhichVariant,
    from: Type.String({ format: 'line', maxLength: 40, description: 'ISO 8601; in the future' }),
  },
  { additionalProperties: false },
);
const PlanParams = Type.Object({ id: Id, planId: Id });
const Position = Type.Tuple([cursorPart.instant]);

const config = { service: 'catalog', needs: permission('catalog.write') };
const tags = ['catalog'];

interface Parts {
  sql: Sql;
  currency: string;
}

export function pricesRoute(app: App, { sql, currency }: Parts): void {
  const money = (amount: number) => ({ amount, currency });
  app.get(
    '/api/products/:id/prices',
    {
      config,
      schema: {
        summary: 'What a product has cost, and will cost',
        tags,
        params: IdParams,
        querystring: Type.Object({ ...ListQuery, variantId: WhichVariant }),
        response: { 200: PricesPage },
      },
    },
    async (request) => {
      const { limit, cursor, variantId } = request.query;
      const [before] = decodeCursor(cursor, Position) ?? [];
      const id = await boughtId(sql, request.params.id, variantId);
      const [lowest, rows, planned, last] = await Promise.all([
        findLowest(sql, id),
        listPrices(sql, id, before, limit + 1),
        listPlanned(sql, id),
        variantId === undefined ? findLastChange(sql, `product:${request.params.id}`, ['price']) : undefined,
      ]);
      if (lowest === undefined) throw refuse.not_found();
      const list = page(
        rows,
        limit,
        ({ since }) => [since],
        ({ price, since }) => ({ price: money(price), from: new Date(since).toISOString() }),
      );
      const undone = cursor === undefined && undoablePrice(last, rows[0]?.price);
      return {
        ...list,
        planned: planned.map((one) => showPlan(one, currency)),
        lowest: money(lowest),
        ...(undone && { undo: { change: last!.id, price: money(undone) } }),
      };
    },
  );
}

export function planPriceRoute(app: App, { sql, currency }: Parts): void {
  app.post(
    '/api/products/:id/prices',
    {
      config,
      schema: {
        summary: 'Plan a price',
        tags,
        params: IdParams,
        body: PlanBody,
        response: { 201: PlannedShape },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { variantId } = request.body;
      const plan = {
        id: newId(),
        price: amountIn(request.body.price, currency),
        from: momentOf(request.body.from),
      };
      const scope = { caller: signedIn(request).userId, route: `POST /api/products/${id}/prices` };
      const answer = await createOnce(sql, request, scope, async (tx) =>
        showPlan(
          await planNewPrice(tx, { product: id, variant: variantId }, plan, staffOf(request)),
          currency,
        ),
      );
      return sendCreated(reply, answer);
    },
  );
}

export function dropPlanRoute(app: App, sql: Sql): void {
  app.delete(
    '/api/products/:id/prices/:planId',
    { config, schema: { summary: 'Take a planned price back', tags, params: PlanParams } },
    async (request, reply) => {
      const { id, planId } = request.params;
      await sql.begin((tx) => dropPlannedPrice(tx, id, planId, staffOf(request)));
      return reply.code(204).send();
    },
  );
}

const showPlan = ({ id, price, from }: PlannedPrice, currency: string) => ({
  id,
  price: { amount: price, currency },
  from: new Date(from).toISOString(),
});

const LATEST = Date.parse('2200-01-01T00:00:00Z');
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** A moment in ms since 1970; refuses what says no zone, and what no plan is for. */
function momentOf(text: string): number {
  const at = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  if (!(at > 0 && at < LATEST))
    throw invalid('from', 'must be a moment with its zone, as 2030-01-31T09:00:00Z');
  return at;
}
