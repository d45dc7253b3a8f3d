import { invalid } from '@sagashop/chassis/errors';
import { type Rate, READS } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import type { Language } from '@sagashop/vocabulary/language';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { namedWithBelow, withTheirParents } from '../domain/category-tree.ts';
import { isExact } from '../domain/exact-search.ts';
import { searchText } from '../domain/search-text.ts';
import type { RecentTree } from '../store/category-tree.ts';
import { countChoices } from '../store/choices.ts';
import { countFacets } from '../store/facets.ts';
import type { Filters } from '../store/filters.ts';
import { findByVariants } from '../store/find-by-variants.ts';
import { listProducts } from '../store/list-products.ts';
import { findProducts } from '../store/products.ts';
import type { Shelf } from '../store/shelves.ts';
import { understandSearch } from '../store/understand-search.ts';
import { negotiateLanguage } from './negotiate-language.ts';
import { chosenSort, cursorKey, readCursor } from './product-cursor.ts';
import { CategoryShape, FacetsShape, ProductShape, showProduct } from './product-shape.ts';
import { asksAsStaff, STAFF, StaffQuery, staffPage } from './staff-list.ts';

export const Amount = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** So many categories at once. */
const MOST_CATEGORIES = 20;
const CategoryName = Type.String({ format: 'line' });
export const CategoriesWanted = Type.Union(
  [CategoryName, Type.Array(CategoryName, { maxItems: MOST_CATEGORIES })],
  {
    description: 'The id or the slug of a category; several with commas between, or said several times',
  },
);

const ProductQuery = Type.Object({
  ...ListQuery,
  ...StaffQuery,
  search: Type.Optional(Type.String({ description: 'Words, in any language and with mistakes' })),
  category: Type.Optional(CategoriesWanted),
  minPrice: Type.Optional(Amount),
  maxPrice: Type.Optional(Amount),
  ids: Type.Optional(IdsText),
  variantIds: Type.Optional(
    Type.Union([IdsText], {
      description:
        'What is bought by these ids, up to 100 with commas between: each variant as its product, with its own price, ' +
        'picture and availability; of a product without variants its own id',
    }),
  ),
  available: Type.Optional(Type.Boolean({ description: 'Only what is in stock' })),
  facets: Type.Optional(
    Type.Union([Type.Boolean(), Type.Literal('choices')], {
      description:
        'Count the matches by category and price as well; `choices`: what each choice would leave, categories counted ' +
        'as if none was chosen, prices as if no price was',
    }),
  ),
  sort: Type.Optional(
    Type.Enum(['relevance', 'price', '-price', 'name', 'newest'], {
      description: 'relevance when there is a search, else newest',
    }),
  ),
});

const ProductPage = Type.Object({
  ...PageOf(ProductShape).properties,
  facets: Type.Optional(FacetsShape),
  shelves: Type.Optional(
    Type.Array(CategoryShape, { description: 'On the first page of a search: the categories that it names' }),
  ),
  without: Type.Optional(
    Type.Array(Type.String(), {
      description: 'On the first page of a search: the words that were left out since nothing has them all',
    }),
  ),
  readAs: Type.Optional(
    Type.String({
      description:
        'On the first page of a search: what it was taken for, typed in the other layout of the keyboard or in the other letters',
    }),
  ),
});

const config = { service: 'catalog' };
/** A shelf is read by an index; a search and its counts are what one address could keep the database busy with. */
const SEARCHES: Rate[] = READS.rates.map((rate) => ({
  ...rate,
  only: 'searches and facets',
  unless: ({ query }) => {
    const { search, facets } = query as Record<string, unknown>;
    return search === undefined && facets === undefined;
  },
}));
const tags = ['catalog'];

interface Parts {
  sql: Sql;
  currency: string;
  tree: RecentTree;
}

export function productListRoute(app: App, { sql, currency, tree }: Parts): void {
  app.get(
    '/api/products',
    {
      config: { ...config, needs: 'anyone', othersNeed: STAFF, limits: { rates: SEARCHES } },
      schema: {
        summary: 'Products for sale',
        tags,
        querystring: ProductQuery,
        response: { 200: ProductPage },
      },
    },
    async (request, reply) => {
      const { minPrice, maxPrice, available = false, limit, cursor, published } = request.query;
      const asked = categoriesIn(request.query.category);
      const categories = asked.length === 0 ? asked : namedWithBelow(await tree.now(), asked);
      const search = searchText(request.query.search);
      const sort = chosenSort(request.query.sort, search);
      const language = negotiateLanguage(request, reply);
      const named = await namedOnes(sql, request, language);
      if (named) return { items: named.map((row) => showProduct(row, currency)), nextCursor: null };
      if (asksAsStaff(request, published)) {
        return staffPage(sql, request.query, { categories, sort, language, currency });
      }
      const from = readCursor(cursor, sort, search !== undefined && !isExact(search));
      const understood =
        search === undefined || from?.meaning ? undefined : await understandSearch(sql, search);
      const meaning = from?.meaning ?? understood?.meaning;
      const filters = { meaning, categories, minPrice, maxPrice, available };
      const [rows, facets] = await Promise.all([
        listProducts(sql, { ...filters, language, sort, after: from?.after, limit: limit + 1 }),
        facetsFor(sql, tree, request.query.facets, filters, language),
      ]);
      const list = page(
        rows,
        limit,
        (row) => cursorKey(sort, row, meaning),
        (row) => showProduct(row, currency),
      );
      const shelves = understood && !from && understood.shelves.map((one) => shownShelf(one, language));
      const { readAs, without } = understood ?? {};
      return {
        ...list,
        ...(facets && { facets }),
        ...(shelves && { shelves }),
        ...(readAs && { readAs }),
        ...(without && { without }),
      };
    },
  );
}

/** The products that are asked for by ids, or by those of variants; undefined where neither is said. */
async function namedOnes(sql: Sql, request: FastifyRequest, language: Language) {
  const { ids, variantIds, published } = request.query as Static<typeof ProductQuery>;
  if (ids === undefined && variantIds === undefined) return undefined;
  const hidden = asksAsStaff(request, published);
  if (ids === undefined) return findByVariants(sql, variantIds!.split(','), language, { hidden });
  return findProducts(sql, ids.split(','), language, { hidden });
}

/** The categories of a query, each once; refuses more than a list can be of. */
export function categoriesIn(wanted: string | string[] | undefined): string[] {
  const all = [...new Set([wanted ?? []].flat().flatMap((one) => one.split(',')))];
  if (all.length > MOST_CATEGORIES) throw invalid('category', `must be at most ${MOST_CATEGORIES}`);
  return all;
}

async function facetsFor(
  sql: Sql,
  tree: Parts['tree'],
  asked: boolean | 'choices' | undefined,
  filters: Filters,
  language: Language,
) {
  if (!asked) return undefined;
  const count = asked === 'choices' ? countChoices : countFacets;
  const [facets, categories] = await Promise.all([count(sql, filters, language), tree.now()]);
  return { ...facets, categories: withTheirParents(facets.categories, categories, language) };
}

function shownShelf({ id, slug, nameEn, nameRu }: Shelf, language: Language) {
  return { id, slug, name: language === 'ru' ? nameRu : nameEn };
}
