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
export const RolesField = Type.Array(Type.Enum(names), { maxItems: names.length });
const Roles = { roles: RolesField };
const RolesBody = Type.Object(
  {
    ...Roles,
    was: Type.Optional(
      Type.Object(Roles, {
        additionalProperties: false,
        description: 'the roles as they were read: 409 `edit_conflict` where they are others by now',
      }),
    ),
  },
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
      return changeRoles(sql, { by: staffOf(request), userId: request.params.id, ...request.body });
    },
  );
}
