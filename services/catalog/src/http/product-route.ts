import { refuse } from '@sagashop/chassis/errors';
import { hasPermission } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { findProduct, findWritten } from '../store/products.ts';
import { negotiateLanguage } from './negotiate-language.ts';
import { DetailedShape, showDetailed, WrittenProductShape } from './product-shape.ts';

/** An id, or a slug that the product has or had. */
const ProductParams = Type.Object({
  id: Type.String({
    pattern: '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$',
    maxLength: 120,
    description: 'Its id or its slug',
  }),
});

const STAFF = permission('catalog.read');

export function productRoute(app: App, { sql, currency }: { sql: Sql; currency: string }): void {
  app.get(
    '/api/products/:id',
    {
      config: { service: 'catalog', needs: 'anyone', othersNeed: STAFF },
      schema: {
        summary: 'A product',
        description: 'With `languages=all`, its texts come in every language.',
        tags: ['catalog'],
        params: ProductParams,
        querystring: Type.Object({ languages: Type.Optional(Type.Literal('all')) }),
        response: { 200: Type.Union([DetailedShape, WrittenProductShape]) },
      },
    },
    async (request, reply) => {
      const language = negotiateLanguage(request, reply);
      const hidden = request.identity !== null && hasPermission(request.identity, STAFF);
      const row = await findProduct(sql, request.params.id, language, { hidden });
      if (!row) throw refuse.not_found();
      const product = showDetailed(row, { currency, language });
      if (!request.query.languages) return product;
      const written = await findWritten(sql, row.id, { lock: false });
      if (!written || (!written.published && !hidden)) throw refuse.not_found();
      const { name, description, pictures, facts, options } = written;
      const said = options.map((one) => ({ ...one, values: [...one.values] }));
      const { options: _inOne, ...rest } = product;
      return {
        ...rest,
        ...{ name, description, pictures: [...pictures], facts: [...facts] },
        ...((product.variants || said.length > 0) && { options: said }),
      };
    },
  );
}
