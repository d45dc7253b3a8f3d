import { staffOf } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { undoChange } from '../actions/undo-change.ts';
import { UNDOABLE } from '../domain/undo.ts';
import { findProduct } from '../store/products.ts';
import { negotiateLanguage } from './negotiate-language.ts';
import { ChangedShape, showDetailed } from './product-shape.ts';

const UndoBody = Type.Object(
  {
    change: Type.String({ format: 'uuid', description: 'Which one: the id of its entry in the audit log' }),
    fields: Type.Optional(
      Type.Array(Type.Enum(UNDOABLE), {
        minItems: 1,
        maxItems: UNDOABLE.length,
        description: 'Of what it changed only these; left out: all',
      }),
    ),
  },
  { additionalProperties: false },
);

/** The way back from a change of a product. */
export function undoRoute(app: App, { sql, currency }: { sql: Sql; currency: string }): void {
  app.post(
    '/api/products/:id/undo',
    {
      config: { service: 'catalog', needs: permission('catalog.write') },
      schema: {
        summary: 'Undo a change of a product',
        tags: ['catalog'],
        params: IdParams,
        body: UndoBody,
        response: { 200: ChangedShape },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const language = negotiateLanguage(request, reply);
      const { change, fields } = request.body;
      const undone = await undoChange(sql, { product: id, change, fields }, staffOf(request));
      const row = await findProduct(sql, id, language, { hidden: true });
      if (!row) throw refuse.not_found();
      return { ...showDetailed(row, { currency, language }), ...(undone && { change: undone }) };
    },
  );
}
