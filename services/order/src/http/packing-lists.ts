import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { DateText, Id } from '@sagashop/chassis/http/shapes';
import { FIRST_ID } from '@sagashop/kernel/ids';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { findPicks, MOST_PICKED } from '../shipping/find-picks.ts';
import { findUnplanned } from '../shipping/find-unplanned.ts';
import { NamedPiece } from './shipment-shapes.ts';
import type { ShipmentReading } from './shipments-list.ts';

const config = { service: 'order', needs: permission('shipments.plan') } as const;
const tags = ['shipments'];
const Position = Type.Tuple([cursorPart.id]);

const Unplanned = Type.Object({
  orderId: Id,
  number: Type.String(),
  recipient: Type.Object({ name: Type.String() }),
  lines: Type.Array(NamedPiece, { description: 'the pieces that are in no parcel' }),
});

/** `GET /api/shipments/unplanned`: orders of a day of which pieces are in no parcel yet. */
export function unplannedRoute(app: App, { sql }: ShipmentReading): void {
  app.get(
    '/api/shipments/unplanned',
    {
      config,
      schema: {
        ...{ summary: 'Orders of a day of which pieces are in no parcel yet', tags },
        querystring: Type.Object({ date: DateText, ...ListQuery }),
        response: { 200: PageOf(Unplanned) },
      },
    },
    async ({ query: { date, limit, cursor } }) => {
      const [after = FIRST_ID] = decodeCursor(cursor, Position) ?? [];
      return page(
        await findUnplanned(sql, { date, after, limit: limit + 1 }),
        limit,
        ({ orderId }) => [orderId],
        (order) => order,
      );
    },
  );
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
    async ({ query: { date, courierId, ids } }) =>
      findPicks(reading, {
        ...(date && { date }),
        ...(courierId && { courier: courierId }),
        ...(ids && { ids: ids.split(',') }),
      }),
  );
}
