import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type CsvColumns, sendCsv } from '@sagashop/csv/send-csv';
import { snapshotRows } from '@sagashop/csv/snapshot-rows';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import { permission } from '@sagashop/vocabulary/permissions';
import { type Static, Type } from 'typebox';
import { available, type Goods, MOST_ON_HAND } from '../domain/goods.ts';
import { type GoodsFilter, listGoods, selectGoods } from '../store/goods.ts';
import { Stock, showStock } from './stock.ts';

/** Which products somebody means by words of theirs, by their ids. */
export type FindProducts = (words: string) => Promise<readonly string[]>;

const Filters = {
  q: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'Words in the name; of the 500 newest products that have them',
    }),
  ),
  below: Type.Optional(
    Type.Union([Type.Literal('threshold'), Type.Integer({ minimum: 0, maximum: MOST_ON_HAND })], {
      description:
        'A number: those of which fewer are available. `threshold`: those that are low, with as many on hand as ' +
        'their threshold or fewer',
    }),
  ),
  ids: Type.Optional(IdsText),
};
const FiltersShape = Type.Object(Filters);

const COLUMNS: CsvColumns<Goods> = {
  productId: ({ productId }) => productId,
  onHand: ({ onHand }) => onHand,
  reserved: ({ reserved }) => reserved,
  available,
  threshold: ({ threshold }) => threshold,
};

const config = { service: 'stock', needs: permission('stock.read') };

/** The list of what there is, and the same as a file. */
export function stockListRoutes(app: App, { sql, find }: { sql: Sql; find: FindProducts }): void {
  app.get(
    '/api/stock',
    {
      schema: {
        summary: 'How much there is of each product',
        tags: ['stock'],
        querystring: Type.Object({ ...ListQuery, ...Filters }),
        response: { 200: PageOf(Stock) },
      },
      config,
    },
    async ({ query: { limit, cursor, ...asked } }) => {
      const [before] = decodeCursor(cursor, Type.Tuple([cursorPart.id])) ?? [];
      const rows = await listGoods(sql, await filterOf(asked, find), { before, limit: limit + 1 });
      return page(rows, limit, ({ productId }) => [productId], showStock);
    },
  );

  app.get(
    '/api/exports/stock.csv',
    {
      schema: { summary: 'The list as a file', tags: ['stock'], querystring: FiltersShape },
      config,
    },
    async ({ query }, reply) => {
      const filter = await filterOf(query, find);
      const rows = snapshotRows<Goods>(sql, (db) => selectGoods(db, filter));
      return sendCsv(reply, { file: 'stock', columns: COLUMNS, rows });
    },
  );
}

async function filterOf(
  { q, below, ids }: Static<typeof FiltersShape>,
  find: FindProducts,
): Promise<GoodsFilter> {
  const low = below === 'threshold';
  const named = ids?.toLowerCase().split(',');
  const found = q?.trim() ? await find(q) : undefined;
  const both = named && found ? found.filter((id) => named.includes(id)) : (named ?? found);
  return { low, fewer: low ? undefined : below, ids: both };
}
