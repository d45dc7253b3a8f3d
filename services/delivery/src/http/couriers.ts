import { staffOf } from '@sagashop/audit-log/staff-of';
import { createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { changeCourier } from '../actions/change-courier.ts';
import { hireCourier } from '../actions/hire-courier.ts';
import { pageOfCouriers } from '../store/couriers.ts';

const fields = {
  name: Type.String({ minLength: 1, maxLength: 100, format: 'said' }),
  dailyCapacity: Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Bookings a day' }),
};
const NewCourier = Type.Object(fields, { additionalProperties: false });
const UserId = Type.Union([Id, Type.Null()], { description: 'the user who shows their rounds' });
const CourierChange = Type.Partial(Type.Object({ ...fields, userId: UserId }), {
  additionalProperties: false,
});
const Courier = Type.Object({ id: Id, name: Type.String(), dailyCapacity: Type.Integer(), userId: UserId });
const Position = Type.Tuple([cursorPart.text(100), cursorPart.id]);

const read = { config: { service: 'delivery', needs: permission('couriers.read') } };
const write = { config: { service: 'delivery', needs: permission('couriers.write') } };

export function listCouriersRoute(app: App, sql: Sql): void {
  app.get(
    '/api/couriers',
    {
      ...read,
      schema: {
        summary: 'Couriers, by name',
        tags: ['delivery'],
        querystring: Type.Object(ListQuery),
        response: { 200: PageOf(Courier) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const rows = await pageOfCouriers(sql, limit, decodeCursor(cursor, Position));
      return page(
        rows,
        limit,
        (row) => [row.name, row.id],
        (row) => row,
      );
    },
  );
}

export function hireCourierRoute(app: App, sql: Sql): void {
  app.post(
    '/api/couriers',
    {
      ...write,
      schema: {
        summary: 'Add a courier',
        description: 'An Idempotency-Key, when sent, is honoured.',
        tags: ['delivery'],
        body: NewCourier,
        response: { 201: Courier },
      },
    },
    async (request, reply) => {
      const by = staffOf(request);
      const scope = { caller: by.actor.id, route: 'POST /api/couriers' };
      const hire = { ...request.body, by };
      return sendCreated(reply, await createOnce(sql, request, scope, (tx) => hireCourier(tx, hire)));
    },
  );
}

export function changeCourierRoute(app: App, context: { sql: Sql; peers: Peers }): void {
  app.patch(
    '/api/couriers/:id',
    {
      ...write,
      schema: {
        summary:
          "Change a courier's name, daily capacity (which limits new bookings only), or which user they are",
        tags: ['delivery'],
        params: IdParams,
        body: CourierChange,
        response: { 200: Courier },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { userId, ...change } = request.body;
      const user = userId === undefined ? {} : { userId: userId?.toLowerCase() ?? null };
      return changeCourier(context, {
        by: staffOf(request),
        id: id.toLowerCase(),
        change: { ...change, ...user },
      });
    },
  );
}
