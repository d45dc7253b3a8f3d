import { staffOf } from '@sagashop/audit-log/staff-of';
import { invalid } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { DateText, Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { addDays, dateIn } from '@sagashop/kernel/clock';
import { FIRST_ID } from '@sagashop/kernel/ids';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { setCourierDay } from '../actions/set-courier-day.ts';
import { readBoard, stopsOf } from '../store/board.ts';
import { databaseTime } from '../store/days.ts';

const MOST_DAYS = 31;
const MOST_STOPS = 50; // of a courier's day; how many there are is told, and the list has them all
const WEEK = 7;
const Day = {
  courierId: Id,
  date: Type.String(),
  capacity: Type.Integer({ description: 'deliveries that are taken that day; 0: a day off' }),
  booked: Type.Integer(),
};
const Board = Type.Object({
  today: Type.String(),
  from: Type.String(),
  to: Type.String(),
  items: Type.Array(
    Type.Object({
      ...Day,
      stops: Type.Array(Id, { description: `the orders, ${MOST_STOPS} at most` }),
    }),
  ),
});
const read = { config: { service: 'delivery', needs: permission('couriers.read') } };

/** `GET /api/delivery/board`: every courier's days with what is booked. */
export function boardRoute(app: App, sql: Sql, zone: string): void {
  const querystring = Type.Object({ from: Type.Optional(DateText), to: Type.Optional(DateText) });
  app.get(
    '/api/delivery/board',
    {
      ...read,
      schema: {
        summary: "The couriers' days with their deliveries",
        tags: ['delivery'],
        querystring,
        response: { 200: Board },
      },
    },
    async (request) => {
      const today = dateIn(zone, await databaseTime(sql));
      const { from = today, to = addDays(from, WEEK - 1) } = request.query;
      if (to < from || to >= addDays(from, MOST_DAYS))
        throw invalid('to', `is not within ${MOST_DAYS} days of from`);
      return { today, from, to, items: await readBoard(sql, { from, to, most: MOST_STOPS }) };
    },
  );
}

/** `GET /api/delivery/stops`: the orders that a courier brings on a day. */
export function stopsRoute(app: App, sql: Sql): void {
  const Position = Type.Tuple([cursorPart.id]);
  app.get(
    '/api/delivery/stops',
    {
      ...read,
      schema: {
        summary: 'The orders that a courier brings on a day',
        tags: ['delivery'],
        querystring: Type.Object({ courierId: Id, date: DateText, ...ListQuery }),
        response: { 200: PageOf(Type.Object({ orderId: Id })) },
      },
    },
    async (request) => {
      const { courierId, date, limit, cursor } = request.query;
      const [after = FIRST_ID] = decodeCursor(cursor, Position) ?? [];
      const rows = await stopsOf(sql, { courierId, date, after, limit: limit + 1 });
      return page(
        rows,
        limit,
        (orderId) => [orderId],
        (orderId) => ({ orderId }),
      );
    },
  );
}

/** `PUT /api/couriers/{id}/days/{date}`: how many deliveries a courier takes that day. */
export function courierDayRoute(app: App, sql: Sql): void {
  app.put(
    '/api/couriers/:id/days/:date',
    {
      config: { service: 'delivery', needs: permission('deliveries.write') },
      schema: {
        summary: 'Say how many deliveries a courier takes on a day',
        tags: ['delivery'],
        params: Type.Object({ id: Id, date: DateText }),
        body: Type.Object(
          { capacity: Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()]) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object(Day) },
      },
    },
    async (request) => {
      const { id, date } = request.params;
      const { capacity } = request.body;
      return setCourierDay(sql, { by: staffOf(request), courierId: id.toLowerCase(), date, capacity });
    },
  );
}
