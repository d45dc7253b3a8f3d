import { staffOf } from '@sagashop/audit-log/staff-of';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission, ROLES, type Role } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { changeRoles } from '../actions/change-roles.ts';
import { UserShape } from '../contract.ts';
import { findStaff } from '../store/users.ts';

const names = Object.keys(ROLES) as Role[];
const RolesBody = Type.Object(
  { roles: Type.Array(Type.Enum(names), { maxItems: names.length }) },
  { additionalProperties: false },
);
const Place = Type.Tuple([cursorPart.id]);
const tags = ['staff'];

/** `GET /api/staff` and `PATCH /api/staff/{id}`: who works for the shop, and in which roles. */
export function staffRoutes(app: App, sql: Sql): void {
  app.get(
    '/api/staff',
    {
      config: { service: 'user', needs: permission('staff.read') },
      schema: {
        summary: 'Who works for the shop',
        tags,
        querystring: Type.Object(ListQuery),
        response: { 200: PageOf(UserShape) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const after = decodeCursor(cursor, Place)?.[0] ?? null;
      const users = await findStaff(sql, { limit: limit + 1, after });
      return page(
        users,
        limit,
        ({ id }) => [id],
        (user) => user,
      );
    },
  );

  app.patch(
    '/api/staff/:id',
    {
      config: { service: 'user', needs: permission('staff.write') },
      schema: {
        summary: 'Give somebody roles, or take them',
        tags,
        params: IdParams,
        body: RolesBody,
        response: { 200: UserShape },
      },
    },
    async (request) => {
      const { roles } = request.body;
      return changeRoles(sql, { by: staffOf(request), userId: request.params.id, roles });
    },
  );
}
