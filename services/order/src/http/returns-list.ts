import { refuse } from '@sagashop/chassis/errors';
import { mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { RETURN_STATES } from '../domain/return.ts';
import type { ShownFor } from '../domain/shown-return.ts';
import { findReturns } from '../returning/find-returns.ts';
import { findReturn, listReturns } from '../store/returns.ts';
import { ReturnedLine, returnFields } from './return-shapes.ts';

const Position = Type.Tuple([cursorPart.id]);
const tags = ['returns'];

const ListedReturn = Type.Object({
  ...returnFields,
  number: Type.String({ description: 'of its order' }),
  userId: Id,
  customer: Type.String({ description: 'who it was for; empty once they have left' }),
  lines: Type.Array(
    Type.Object({ ...ReturnedLine, name: Type.String(), productId: Id, variantId: Type.Optional(Id) }),
  ),
});

/** What returns are read with. */
export type ReturnReading = Omit<ShownFor, 'forStaff'> & { sql: Sql };

/** `GET /api/returns`: what customers send back, by state. */
export function returnsRoute(app: App, { sql, ...shown }: ReturnReading): void {
  app.get(
    '/api/returns',
    {
      config: { service: 'order', needs: permission('returns.read') },
      schema: {
        summary: 'What customers send back',
        tags,
        querystring: Type.Object({ state: Type.Optional(Type.Enum(RETURN_STATES)), ...ListQuery }),
        response: { 200: PageOf(ListedReturn) },
      },
    },
    async (request) => {
      const { state, limit, cursor } = request.query;
      const [before = null] = decodeCursor(cursor, Position) ?? [];
      const rows = await listReturns(sql, { state, before, limit: limit + 1 });
      const found = await findReturns(sql, rows, { ...shown, forStaff: true });
      return page(
        found,
        limit,
        ({ id }) => [id],
        (item) => item,
      );
    },
  );
}

/** `GET /api/returns/{id}`: one of them; its customer sees their own. */
export function readReturnRoute(app: App, { sql, ...shown }: ReturnReading): void {
  app.get(
    '/api/returns/:id',
    {
      config: { service: 'order', needs: 'signed in', othersNeed: permission('returns.read') },
      schema: { summary: 'A return', tags, params: IdParams, response: { 200: ListedReturn } },
    },
    async (request) => {
      const row = await findReturn(sql, request.params.id);
      const forStaff = mayForOthers(request);
      const [found] = row ? await findReturns(sql, [row], { ...shown, forStaff }) : [];
      if (!found || (!forStaff && found.userId !== signedIn(request).userId)) throw refuse.not_found();
      return found;
    },
  );
}
