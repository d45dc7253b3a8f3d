import type { App } from '@sagashop/chassis/http/app';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { sendCsv } from '@sagashop/csv/send-csv';
import { permission } from '@sagashop/vocabulary/permissions';
import { wrongRows } from '../actions/wrong-rows.ts';
import { negotiateLanguage } from './negotiate-language.ts';

const config = { service: 'catalog', needs: permission('imports.write') };
const tags = ['imports'];

export function wrongRowsRoute(app: App, sql: Sql): void {
  app.get(
    '/api/imports/:id/wrong.csv',
    { config, schema: { summary: 'The rows that are wrong, as a file to mend', tags, params: IdParams } },
    async (request, reply) => {
      const language = negotiateLanguage(request, reply);
      const { columns, rows } = await wrongRows(sql, request.params.id, language);
      return sendCsv(reply, { file: 'wrong', columns, rows });
    },
  );
}
