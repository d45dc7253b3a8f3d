import type { App } from '@sagashop/chassis/http/app';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type CsvColumns, sendCsv } from '@sagashop/csv/send-csv';
import { snapshotRows } from '@sagashop/csv/snapshot-rows';
import { decimalText } from '@sagashop/kernel/currency';
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

/** The columns of the file. A price is said in the currency's main unit, as people write it, with a point. */
const columns = (currency: string): CsvColumns<ExportedRow> => ({
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
});

export function productsExportRoute(
  app: App,
  { sql, currency, tree }: { sql: Sql; currency: string; tree: RecentTree },
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
      return sendCsv(reply, { file: 'products', columns: columns(currency), rows });
    },
  );
}
