import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { IdParams } from '@sagashop/chassis/http/shapes';
import { nameUsers } from '@sagashop/user/contract';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { listImports } from '../store/imports.ts';
import { ImportShape, WholeImportShape } from './import-shape.ts';
import { negotiateLanguage } from './negotiate-language.ts';
import { showImport, usersOf } from './show-import.ts';
import { type ImportParts, wholeImport } from './whole-import.ts';

const config = { service: 'catalog', needs: permission('imports.write') };
const tags = ['imports'];

export function importListRoute(app: App, { sql, peers }: ImportParts): void {
  app.get(
    '/api/imports',
    {
      config,
      schema: {
        summary: 'The imports',
        tags,
        querystring: Type.Object(ListQuery),
        response: { 200: PageOf(ImportShape) },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const [before] = decodeCursor(cursor, Type.Tuple([cursorPart.id])) ?? [];
      const rows = await listImports(sql, before, limit + 1);
      const users = await nameUsers(peers, usersOf(rows));
      return page(
        rows,
        limit,
        ({ id }) => [id],
        (one) => showImport(one, users),
      );
    },
  );
}

export function importRoute(app: App, parts: ImportParts): void {
  app.get(
    '/api/imports/:id',
    {
      config,
      schema: { summary: 'An import', tags, params: IdParams, response: { 200: WholeImportShape } },
    },
    async (request, reply) => {
      const language = negotiateLanguage(request, reply);
      return wholeImport({ ...parts, db: parts.sql }, request.params.id, language);
    },
  );
}
