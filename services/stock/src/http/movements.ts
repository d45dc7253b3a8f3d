import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { stockedId } from '../actions/stocked-id.ts';
import { movementsIn } from '../domain/movements-in.ts';
import { findGoods } from '../store/goods.ts';
import { pageOfMovements } from '../store/movements.ts';
import { MovementShape, showMovement } from './movement-shape.ts';
import { ProductParams, WhichVariant } from './stock.ts';

/** A row, and which of its movements. */
const Cursor = Type.Tuple([cursorPart.whole, cursorPart.whole]);

/** The names of people by their ids, as far as they are known. */
export type NameUsers = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export function movementsRoute(app: App, { sql, nameUsers }: { sql: Sql; nameUsers: NameUsers }): void {
  app.get(
    '/api/stock/:productId/movements',
    {
      schema: {
        summary: 'Why there is as much of it',
        tags: ['stock'],
        params: ProductParams,
        querystring: Type.Object({ ...ListQuery, variantId: WhichVariant }),
        response: { 200: PageOf(MovementShape) },
      },
      config: { service: 'stock', needs: permission('stock.read') },
    },
    async (request) => {
      const { limit, cursor, variantId } = request.query;
      const id = await stockedId(sql, request.params.productId, variantId);
      const [from, before = Number.MAX_SAFE_INTEGER] = decodeCursor(cursor, Cursor) ?? [];
      // One more row than movements: the first may have none that are left.
      const [goods, rows] = await Promise.all([
        findGoods(sql, id),
        pageOfMovements(sql, id, { from, limit: limit + 2 }),
      ]);
      if (!goods) throw refuse.not_found();
      const left = rows.flatMap(movementsIn).filter(({ seq, nth }) => seq !== from || nth < before);
      const shown = left.slice(0, limit + 1);
      const names = await nameUsers([...new Set(shown.flatMap(({ by }) => by ?? []))]);
      return page(
        shown,
        limit,
        ({ seq, nth }) => [seq, nth],
        (movement) => showMovement(movement, names),
      );
    },
  );
}
