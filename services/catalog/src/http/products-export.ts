import type { App } from '@sagashop/chassis/http/app';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { inBatches } from '@sagashop/csv/in-batches';
import { type CsvColumns, sendCsv } from '@sagashop/csv/send-csv';
import { snapshotRows } from '@sagashop/csv/snapshot-rows';
import { decimalText } from '@sagashop/kernel/currency';
import { goodsOf } from '@sagashop/stock/contract';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { namedWithBelow } from '../domain/category-tree.ts';
import type { RecentTree } from '../store/category-tree.ts';
import { type ExportedRow, selectForExport } from '../store/list-for-staff.ts';
import { Amount, CategoriesWanted, categoriesIn } from './product-list.ts';
import { StaffQuery } from './staff-list.ts';

const ExportQuery = Type.Object({
  ...StaffQuery,
  search: Type.Optional(Type.String({ description: 'Words of the name' })),
  category: Type.Optional(CategoriesWanted),
  minPrice: Type.Optional(Amount),
  maxPrice: Type.Optional(Amount),
});

type Row = ExportedRow & { place: string | null };

/** The columns of the file. A price is said in the currency's main unit, as people write it, with a point. */
const columns = (currency: string): CsvColumns<Row> => ({
  id: ({ id }) => id,
  slug: ({ slug }) => slug,
  nameEn: ({ nameEn }) => nameEn,
  nameRu: ({ nameRu }) => nameRu,
  descriptionEn: ({ descriptionEn }) => descriptionEn,
  descriptionRu: ({ descriptionRu }) => descriptionRu,
  price: ({ price }) => decimalText(price, currency),
  currency: () => currency,
  category: ({ category }) => category,
  availability: ({ availability }) => availability,
  published: ({ hidden }) => (hidden ? 'no' : 'yes'),
  place: ({ place }) => place,
});

export function productsExportRoute(
  app: App,
  { sql, currency, tree, peers }: { sql: Sql; currency: string; tree: RecentTree; peers: Pick<Peers, 'ask'> },
): void {
  app.get(
    '/api/exports/products.csv',
    {
      config: { service: 'catalog', needs: permission('catalog.write') },
      schema: { summary: 'The list of staff as a file', tags: ['catalog'], querystring: ExportQuery },
    },
    async ({ query }, reply) => {
      const { search: text = '', category, published = 'any', availability, minPrice, maxPrice } = query;
      const asked = categoriesIn(category);
      const filter = {
        text,
        categories: asked.length === 0 ? asked : namedWithBelow(await tree.now(), asked),
        published: published === 'any' ? undefined : published === 'true',
        availability,
        minPrice,
        maxPrice,
      };
      const rows = snapshotRows<ExportedRow>(sql, (db) => selectForExport(db, filter));
      return sendCsv(reply, { file: 'products', columns: columns(currency), rows: withPlaces(rows, peers) });
    },
  );
}

const AT_ONCE = 500;

/** The same with where they lie, which stock is asked some hundred at a time; of what is had as several variants there is no one place. */
const withPlaces = (rows: AsyncIterable<ExportedRow>, peers: Pick<Peers, 'ask'>) =>
  inBatches(rows, AT_ONCE, async (some) => {
    const single = some.filter(({ several }) => !several).map(({ id }) => id);
    const { items } = await peers.ask(goodsOf, { products: single });
    const places = new Map(items.map(({ id, place = null }) => [id, place]));
    return some.map((row) => ({ ...row, place: places.get(row.id) ?? null }));
  });
