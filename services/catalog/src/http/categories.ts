import { createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { assertNotEdited, editable } from '@sagashop/vocabulary/editable';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { changeCategory } from '../actions/change-category.ts';
import { createCategory } from '../actions/create-category.ts';
import { deleteCategory } from '../actions/delete-category.ts';
import type { Category } from '../domain/product.ts';
import { listCategories } from '../store/categories.ts';
import { inAll, inSome, Name } from './localized.ts';
import { negotiateLanguage } from './negotiate-language.ts';
import { CategoryShape } from './product-shape.ts';

const Slug = Type.String({ format: 'line', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 });
const CategoryBody = Type.Object({ slug: Slug, name: inAll(Name) }, { additionalProperties: false });
// A name in lower case is up to three times as long as the name.
const Position = Type.Tuple([cursorPart.text(600), cursorPart.id]);
const CategoryChangeBody = editable({ slug: Type.Optional(Slug), name: Type.Optional(inSome(Name)) });

const config = { service: 'catalog' };
const WRITE = permission('catalog.write');
const tags = ['catalog'];

export function categoryListRoute(app: App, sql: Sql): void {
  app.get(
    '/api/categories',
    {
      config: { ...config, needs: 'anyone' },
      schema: {
        summary: 'Categories by name',
        tags,
        querystring: Type.Object(ListQuery),
        response: { 200: PageOf(CategoryShape) },
      },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query;
      const position = decodeCursor(cursor, Position);
      const after = position && { key: position[0], id: position[1] };
      const rows = await listCategories(sql, negotiateLanguage(request, reply), after, limit + 1);
      return page(
        rows,
        limit,
        (row) => [row.key, row.id],
        ({ id, slug, name }) => ({ id, slug, name }),
      );
    },
  );
}

export function addCategoryRoute(app: App, sql: Sql): void {
  app.post(
    '/api/categories',
    {
      config: { ...config, needs: WRITE },
      schema: { summary: 'Add a category', tags, body: CategoryBody, response: { 201: CategoryShape } },
    },
    async (request, reply) => {
      const category = request.body;
      const language = negotiateLanguage(request, reply);
      const scope = { caller: signedIn(request).userId, route: 'POST /api/categories' };
      const answer = await createOnce(sql, request, scope, async (tx) => {
        const id = newId();
        await createCategory(tx, id, category);
        return { id, slug: category.slug, name: category.name[language] };
      });
      return sendCreated(reply, answer);
    },
  );
}

export function changeCategoryRoute(app: App, sql: Sql): void {
  app.patch(
    '/api/categories/:id',
    {
      config: { ...config, needs: WRITE },
      schema: {
        summary: 'Change a category',
        tags,
        params: IdParams,
        body: CategoryChangeBody,
        response: { 200: CategoryShape },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { was, ...change } = request.body;
      const check = (now: Category) => assertNotEdited(now, change, was);
      const { slug, name } = await changeCategory(sql, id, change, check);
      return { id: id.toLowerCase(), slug, name: name[negotiateLanguage(request, reply)] };
    },
  );
}

export function deleteCategoryRoute(app: App, sql: Sql): void {
  app.delete(
    '/api/categories/:id',
    {
      config: { ...config, needs: WRITE },
      schema: { summary: 'Delete a category', tags, params: IdParams },
    },
    async (request, reply) => {
      await deleteCategory(sql, request.params.id);
      return reply.code(204).send();
    },
  );
}
