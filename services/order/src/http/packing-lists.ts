import { invalid } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { DateText, Id } from '@sagashop/chassis/http/shapes';
import { addDays, dateIn } from '@sagashop/kernel/clock';
import { FIRST_ID } from '@sagashop/kernel/ids';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { findPicks, MOST_PICKED } from '../shipping/find-picks.ts';
import { findUnplanned } from '../shipping/find-unplanned.ts';
import { databaseTime } from '../store/list-progress.ts';
import { NamedPiece } from './shipment-shapes.ts';
import { readingFor, type ShipmentReading } from './shipments-list.ts';

const config = { service: 'order', needs: permission('shipments.plan') } as const;
const tags = ['shipments'];
/** So many days are looked back for orders without a parcel: what is older is no morning's work any more. */
const LATE_DAYS = 31;
const Position = Type.Tuple([cursorPart.id]);

const Unplanned = Type.Object({
  orderId: Id,
  number: Type.String(),
  deliveryDate: Type.Union([DateText, Type.Null()]),
  recipient: Type.Object({ name: Type.String() }),
  lines: Type.Array(NamedPiece, { description: 'the pieces that are in no parcel' }),
});

/** `GET /api/shipments/unplanned`: orders of a day, or of days that have passed, of which pieces are in no parcel yet. */
export function unplannedRoute(app: App, reading: ShipmentReading & { zone: string }): void {
  app.get(
    '/api/shipments/unplanned',
    {
      config,
      schema: {
        ...{ summary: 'Orders of a day of which pieces are in no parcel yet', tags },
        querystring: Type.Object({
          date: Type.Optional(DateText),
          late: Type.Optional(
            Type.Boolean({ description: `instead of \`date\`: of the ${LATE_DAYS} days before today` }),
          ),
          ...ListQuery,
        }),
        response: { 200: PageOf(Unplanned) },
      },
    },
    async (request) => {
      const { date, late, limit, cursor } = request.query;
      if ((date === undefined) === !late) throw invalid('date', 'or `late` is needed, and not both');
      const days = date ? { from: date, to: date } : await lateDays(reading);
      const [after = FIRST_ID] = decodeCursor(cursor, Position) ?? [];
      return page(
        await findUnplanned(readingFor(reading, request), { ...days, after, limit: limit + 1 }),
        limit,
        ({ orderId }) => [orderId],
        (order) => order,
      );
    },
  );
}

/** The days that have passed, up to a month of them. */
async function lateDays({ sql, zone }: ShipmentReading & { zone: string }) {
  const today = dateIn(zone, new Date(await databaseTime(sql)));
  return { from: addDays(today, -LATE_DAYS), to: addDays(today, -1) };
}

const Picks = Type.Object({
  parcels: Type.Integer({ description: `for how many parcels, ${MOST_PICKED} at most` }),
  items: Type.Array(
    Type.Object({
      productId: Id,
      variantId: Type.Optional(Id),
      name: Type.String(),
      place: Type.Union([Type.String(), Type.Null()]),
      quantity: Type.Integer(),
      parcels: Type.Array(Type.Object({ id: Id, number: Type.String(), quantity: Type.Integer() })),
    }),
  ),
});

/** `GET /api/shipments/picks`: what is to be taken from the shelves for many parcels. */
export function picksRoute(app: App, reading: ShipmentReading): void {
  app.get(
    '/api/shipments/picks',
    {
      config,
      schema: {
        ...{ summary: 'What to take from the shelves for planned parcels', tags },
        querystring: Type.Object({
          date: Type.Optional(DateText),
          courierId: Type.Optional(Id),
          ids: Type.Optional(IdsText),
        }),
        response: { 200: Picks },
      },
    },
    async (request) => {
      const { date, courierId, ids } = request.query;
      return findPicks(readingFor(reading, request), {
        ...(date && { date }),
        ...(courierId && { courier: courierId }),
        ...(ids && { ids: ids.split(',') }),
      });
    },
  );
}
