import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { inBatches } from '@sagashop/csv/in-batches';
import { type CsvColumns, sendCsv } from '@sagashop/csv/send-csv';
import { snapshotRows } from '@sagashop/csv/snapshot-rows';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import { permission } from '@sagashop/vocabulary/permissions';
import { type Static, Type } from 'typebox';
import type { Named } from '../actions/names-in.ts';
import { available, MOST_ON_HAND, type OwnedGoods } from '../domain/goods.ts';
import { type GoodsFilter, listGoods, selectGoods } from '../store/goods.ts';
import { Stock, showStock } from './stock.ts';

/** What the list asks the catalogue. */
export interface Names {
  /** The ids of the products that somebody means by words of theirs. */
  find(words: string): Promise<readonly string[]>;
  /** What products and variants are called, by their ids; of those that were taken away for good there is none. */
  of(ids: readonly string[]): Promise<ReadonlyMap<string, Named>>;
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

const COLUMNS: CsvColumns<OwnedGoods & Named> = {
  productId: ({ productId, variantOf }) => variantOf ?? productId,
  nameEn: ({ name }) => name.en,
  nameRu: ({ name }) => name.ru,
  onHand: ({ onHand }) => onHand,
  reserved: ({ reserved }) => reserved,
  available,
  threshold: ({ threshold }) => threshold,
  variantId: ({ productId, variantOf }) => (variantOf === null ? null : productId),
  variantEn: ({ variant }) => variant?.en ?? null,
  variantRu: ({ variant }) => variant?.ru ?? null,
  place: ({ place }) => place,
};

const ListedStock = Type.Object({
  ...Stock.properties,
  variantName: Type.Optional(
    Type.Object(
      { en: Type.String(), ru: Type.String() },
      { description: 'What the variant is, as `M, red`; absent while the catalogue does not answer' },
    ),
  ),
});

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
        response: { 200: PageOf(ListedStock) },
      },
      config,
    },
    async ({ query: { limit, cursor, ...asked } }) => {
      const [before] = decodeCursor(cursor, Type.Tuple([cursorPart.id])) ?? [];
      const rows = await listGoods(sql, await filterOf(asked, names), { before, limit: limit + 1 });
      const named = await variantNames(rows, names);
      return page(
        rows,
        limit,
        ({ productId }) => [productId],
        (row) => {
          const variantName = named.get(row.productId)?.variant;
          return { ...showStock(row), ...(variantName && { variantName }) };
        },
      );
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
      const rows = snapshotRows<OwnedGoods>(sql, (db) => selectGoods(db, filter));
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

/** What the variants among these are called; of nothing else the catalogue is asked, and the list goes without it. */
async function variantNames(rows: readonly OwnedGoods[], names: Names): Promise<ReadonlyMap<string, Named>> {
  const ids = rows.filter(({ variantOf }) => variantOf !== null).map(({ productId }) => productId);
  if (ids.length === 0) return new Map();
  return names.of(ids).catch(() => new Map());
}

const AT_ONCE = 500;

/** The same with their names, some hundred at a time; without those that have none any more. */
const named = (rows: AsyncIterable<OwnedGoods>, names: Names) =>
  inBatches(rows, AT_ONCE, async (some) => {
    const found = await names.of(some.map(({ productId }) => productId));
    return some.flatMap((goods) => {
      const name = found.get(goods.productId);
      return name ? [{ ...goods, ...name }] : [];
    });
  });
