import { READS } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { ListQuery, PageOf } from '@sagashop/chassis/http/lists';
import { Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { Type } from 'typebox';
import { letters } from '../domain/letters.ts';
import { searchText } from '../domain/search-text.ts';
import { type Suggestion, suggest } from '../store/suggest.ts';
import { understand } from '../store/understand.ts';
import { negotiateLanguage } from './negotiate-language.ts';

const SuggestionShape = Type.Object({
  name: Type.String(),
  productId: Type.Optional(Id),
  productSlug: Type.Optional(Type.String()),
  category: Type.Optional(Type.Object({ id: Id, slug: Type.String() })),
});

export function suggestionsRoute(app: App, sql: Sql): void {
  app.get(
    '/api/products/suggestions',
    {
      config: { service: 'catalog', needs: 'anyone', limits: READS },
      schema: {
        summary: 'What may be meant by what has been typed so far',
        description:
          'Categories and products with a word in their names that begins so; when none does, with one that ' +
          'nearly does. Names come in the language of `Accept-Language`.',
        tags: ['catalog'],
        querystring: Type.Object({
          q: Type.String({ description: 'The beginning of a search' }),
          limit: Type.Integer({ ...ListQuery.limit, default: 10 }),
        }),
        response: { 200: PageOf(SuggestionShape) },
      },
    },
    async (request, reply) => {
      const { q, limit } = request.query;
      const language = negotiateLanguage(request, reply);
      const search = searchText(q);
      const text = letters(search ?? '');
      if (search === undefined || text === '') return { items: [], nextCursor: null };
      const { meaning } = await understand(sql, search, true);
      const found = await suggest(sql, { search: text, meaning }, language, limit);
      return { items: found.map(show), nextCursor: null };
    },
  );
}

function show({ kind, id, name, slug }: Suggestion) {
  return kind === 'product' ? { name, productId: id, productSlug: slug } : { name, category: { id, slug } };
}
