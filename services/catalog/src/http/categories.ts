import { staffOf } from '@sagashop/audit-log/staff-of';
import { createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
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
import type { RecentTree } from '../store/category-tree.ts';
import { inAll, inSome, Name } from './localized.ts';
import { negotiateLanguage } from './negotiate-language.ts';
import { PlacedShape } from './product-shape.ts';

const Slug = Type.String({ format: 'line', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 });
const Place = {
  parentId: Type.Optional(
    Type.Union([Id, Type.Null()], { description: 'The category that it stands in; null: none' }),
  ),
  place: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 10_000, description: 'Where it stands among the others there' }),
  ),
};
const CategoryBody = Type.Object(
  { slug: Slug, name: inAll(Name), ...Place },
  { additionalProperties: false },
);
// A name in lower case is up to three times as long as the name.
const Position = Type.Tuple([cursorPart.text(600), cursorPart.id]);
const CategoryChangeBody = editable({
  slug: Type.Optional(Slug),
  name: Type.Optional(inSome(Name)),
  ...Place,
});

interface Parts {
  sql: Sql;
  tree: RecentTree;
}

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
        querystring: Type.Object({
          ...ListQuery,
          parent: Type.Optional(
            Type.Union([Id, Type.Literal('none')], {
              description: 'Only those that stand in this one; `none`: in no other',
            }),
          ),
        }),
        response: { 200: PageOf(PlacedShape) },
      },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query;
      const position = decodeCursor(cursor, Position);
      const after = position && { key: position[0], id: position[1] };
      const parent = request.query.parent === 'none' ? null : request.query.parent;
      const wanted = { parent, after, limit: limit + 1 };
      const rows = await listCategories(sql, negotiateLanguage(request, reply), wanted);
      return page(
        rows,
        limit,
        (row) => [row.key, row.id],
        ({ id, slug, name, parentId, place }) => ({ id, slug, name, parentId, place }),
      );
    },
  );
}

export function addCategoryRoute(app: App, { sql, tree }: Parts): void {
  app.post(
    '/api/categories',
    {
      config: { ...config, needs: WRITE },
      schema: { summary: 'Add a category', tags, body: CategoryBody, response: { 201: PlacedShape } },
    },
    async (request, reply) => {
      const category = { parentId: null, place: 0, ...request.body };
      const language = negotiateLanguage(request, reply);
      const scope = { caller: signedIn(request).userId, route: 'POST /api/categories' };
      const answer = await createOnce(sql, request, scope, async (tx) => {
        const id = newId();
        await createCategory(tx, id, category, staffOf(request));
        return { ...category, id, name: category.name[language] };
      });
      tree.forget();
      return sendCreated(reply, answer);
    },
  );
}

export function changeCategoryRoute(app: App, { sql, tree }: Parts): void {
  app.patch(
    '/api/categories/:id',
    {
      config: { ...config, needs: WRITE },
      schema: {
        summary: 'Change a category',
        tags,
        params: IdParams,
        body: CategoryChangeBody,
        response: { 200: PlacedShape },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { was, ...change } = request.body;
      const check = (now: Category) => assertNotEdited(now, change, was);
      const after = await changeCategory(sql, id, change, { staff: staffOf(request), check });
      tree.forget();
      return { ...after, id: id.toLowerCase(), name: after.name[negotiateLanguage(request, reply)] };
    },
  );
}

export function deleteCategoryRoute(app: App, { sql, tree }: Parts): void {
  app.delete(
    '/api/categories/:id',
    {
      config: { ...config, needs: WRITE },
      schema: { summary: 'Delete a category', tags, params: IdParams },
    },
    async (request, reply) => {
      await deleteCategory(sql, request.params.id, staffOf(request));
      tree.forget();
      return reply.code(204).send();
    },
  );
}
