import { invalid, refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http';
import { decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/lists';
import type { Sql } from '@sagashop/chassis/postgres';
import { IdParams } from '@sagashop/chassis/shapes';
import { Type } from 'typebox';
import { searchText } from '../domain/search-text.ts';
import { listProducts, type Sort } from '../store/product-list.ts';
import { findProduct, findWritten } from '../store/products.ts';
import { ProductShape, showProduct, WrittenProductShape } from './product-shape.ts';
import { speak } from './speak.ts';

const Amount = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

const ProductQuery = Type.Object({
  ...ListQuery,
  search: Type.Optional(Type.String({ description: 'Words, in any language and with mistakes' })),
  category: Type.Optional(Type.String({ description: 'The id or the slug of a category' })),
  minPrice: Type.Optional(Amount),
  maxPrice: Type.Optional(Amount),
  sort: Type.Optional(
    Type.Enum(['relevance', 'price', '-price', 'name', 'newest'], {
      description: 'relevance when there is a search, else newest',
    }),
  ),
});

const config = { service: 'catalog' };
const tags = ['catalog'];

export function productListRoute(app: App, { sql, currency }: { sql: Sql; currency: string }): void {
  app.get(
    '/api/products',
    {
      config,
      schema: {
        summary: 'Products for sale',
        tags,
        querystring: ProductQuery,
        response: { 200: PageOf(ProductShape) },
      },
    },
    async (request, reply) => {
      const { category, minPrice, maxPrice, limit, cursor } = request.query;
      const search = searchText(request.query.search);
      const sort = chosenSort(request.query.sort, search);
      const language = speak(request, reply);
      const after = readCursor(cursor, sort);
      const wanted = { language, search, category, minPrice, maxPrice, sort, after, limit: limit + 1 };
      return page(
        await listProducts(sql, wanted),
        limit,
        (row) => [sort, row.key, row.id],
        (row) => showProduct(row, currency),
      );
    },
  );
}

export function productRoute(app: App, { sql, currency }: { sql: Sql; currency: string }): void {
  app.get(
    '/api/products/:id',
    {
      config,
      schema: {
        summary: 'A product',
        description: 'With `languages=all`, name and description come in every language.',
        tags,
        params: IdParams,
        querystring: Type.Object({ languages: Type.Optional(Type.Literal('all')) }),
        response: { 200: Type.Union([ProductShape, WrittenProductShape]) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const row = await findProduct(sql, id, speak(request, reply));
      if (!row) throw refuse.not_found();
      const product = showProduct(row, currency);
      if (!request.query.languages) return product;
      const written = await findWritten(sql, id, { lock: false });
      if (!written) throw refuse.not_found();
      return { ...product, name: written.name, description: written.description };
    },
  );
}

/** Without a search nothing is more relevant than another; the newest are. */
function chosenSort(asked: Sort | undefined, search: string | undefined): Sort {
  if (search === undefined) return asked === undefined || asked === 'relevance' ? 'newest' : asked;
  return asked ?? 'relevance';
}

/** The place where the next page starts. Refuses the cursor of another order. */
function readCursor(cursor: string | undefined, sort: Sort) {
  const key = decodeCursor(cursor, ['string', sort === 'name' ? 'string' : 'number', 'uuid']);
  if (!key) return undefined;
  const [made, value, id] = key as [string, string | number, string];
  if (made !== sort || (typeof value === 'number' && !Number.isSafeInteger(value))) {
    throw invalid('cursor', 'is not a cursor of this list');
  }
  return { key: value, id };
}
