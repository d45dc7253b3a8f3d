import { staffOf } from '@sagashop/audit-log/staff-of';
import type { App } from '@sagashop/chassis/http/app';
import { IdParams } from '@sagashop/chassis/http/shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { checkAgain } from '../actions/make-import.ts';
import { checkedMapping } from './import-form.ts';
import { WholeImportShape } from './import-shape.ts';
import { negotiateLanguage } from './negotiate-language.ts';
import { type ImportParts, wholeImport } from './whole-import.ts';

const config = { service: 'catalog', needs: permission('imports.write') };
const tags = ['imports'];

export function checkAgainRoute(app: App, parts: ImportParts): void {
  app.patch(
    '/api/imports/:id',
    {
      config,
      schema: {
        summary: 'Compare a file again',
        tags,
        params: IdParams,
        body: Type.Object(
          { mapping: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]))) },
          { additionalProperties: false },
        ),
        response: { 200: WholeImportShape },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { mapping } = request.body;
      const said = mapping && checkedMapping(mapping);
      await checkAgain(parts, id, { mapping: said, staff: staffOf(request) });
      const language = negotiateLanguage(request, reply);
      return wholeImport({ ...parts, db: parts.sql }, id, language);
    },
  );
}
