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

/** What the list asks the catalogue. */
export interface Names {
  /** The ids of the products that somebody means by words of theirs. */
  find(words: string): Promise<readonly string[]>;
  /** The names of products by their ids; of those that were taken away for good there is none. */
  of(ids: readonly string[]): Promise<ReadonlyMap<string, { en: string; ru: string }>>;
}

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

const COLUMNS: CsvColumns<Goods & { name: { en: string; ru: string } }> = {
  productId: ({ productId }) => productId,
  nameEn: ({ name }) => name.en,
  nameRu: ({ name }) => name.ru,
  onHand: ({ onHand }) => onHand,
  reserved: ({ reserved }) => reserved,
  available,
  threshold: ({ threshold }) => threshold,
};

const config = { service: 'stock', needs: permission('stock.read') };

/** The list of what there is, and the same as a file. */
export function stockListRoutes(app: App, { sql, names }: { sql: Sql; names: Names }): void {
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
      const rows = await listGoods(sql, await filterOf(asked, names), { before, limit: limit + 1 });
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
      const filter = await filterOf(query, names);
      const rows = snapshotRows<Goods>(sql, (db) => selectGoods(db, filter));
      return sendCsv(reply, { file: 'stock', columns: COLUMNS, rows: named(rows, names) });
    },
  );
}

async function filterOf({ q, below, ids }: Static<typeof FiltersShape>, names: Names): Promise<GoodsFilter> {
  const low = below === 'threshold';
  const named = ids?.toLowerCase().split(',');
  const found = q?.trim() ? await names.find(q) : undefined;
  const both = named && found ? found.filter((id) => named.includes(id)) : (named ?? found);
  return { low, fewer: low ? undefined : below, ids: both };
}

const AT_ONCE = 500;

/** The same with their names, some hundred at a time; without those that have none any more. */
async function* named(rows: AsyncIterable<Goods>, names: Names) {
  let waiting: Goods[] = [];
  const take = async () => {
    const found = await names.of(waiting.map(({ productId }) => productId));
    return waiting.flatMap((goods) => {
      const name = found.get(goods.productId);
      return name ? [{ ...goods, name }] : [];
    });
  };
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < AT_ONCE) continue;
    yield* await take();
    waiting = [];
  }
  if (waiting.length > 0) yield* await take();
}
