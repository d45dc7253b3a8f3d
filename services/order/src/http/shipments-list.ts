import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { DateText, Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { SHIPMENT_STATES } from '../domain/shipment.ts';
import { findShipments } from '../shipping/find-shipments.ts';
import { findOrderByNumber } from '../store/orders.ts';
import { ordersOfShipments } from '../store/shipments.ts';
import { onlyCourier } from './only-courier.ts';
import { ListedShipment } from './shipment-shapes.ts';

export interface ShipmentReading {
  sql: Sql;
  peers: Pick<Peers, 'ask'>;
}

const Position = Type.Tuple([cursorPart.id, cursorPart.id]);
const MOST_STOPS = 500; // of a round

/** `GET /api/shipments`: parcels by day, courier and state; a courier sees their own. */
export function shipmentsRoute(app: App, reading: ShipmentReading): void {
  app.get(
    '/api/shipments',
    {
      config: { service: 'order', needs: permission('shipments.read') },
      schema: {
        summary: 'Parcels by day, courier and state',
        tags: ['shipments'],
        querystring: Type.Object({
          date: Type.Optional(DateText),
          courierId: Type.Optional(Id),
          orderId: Type.Optional(Id),
          ids: Type.Optional(IdsText),
          number: Type.Optional(
            Type.String({ pattern: '^[0-9]{1,15}$', description: 'of its order, whole' }),
          ),
          state: Type.Optional(Type.Enum(SHIPMENT_STATES)),
          ...ListQuery,
        }),
        response: { 200: PageOf(ListedShipment) },
      },
    },
    async (request) => {
      const { date, courierId, orderId, ids, number, state, limit, cursor } = request.query;
      const after = decodeCursor(cursor, Position)?.join(' ');
      const orders = await ordersFor(reading.sql, { orderId, ids: ids?.split(','), number });
      const found = await findShipments(reading, {
        ...(orders && { orders }),
        ...(ids && { ids: ids.split(',') }),
        ...(date && { date }),
        ...(courierId && { courier: courierId }),
        ...(onlyCourier(request) && { user: signedIn(request).userId }),
        ...(state && { state: [state] }),
        ...(after && { after }),
        limit: limit + 1,
      });
      return page(
        found.items,
        limit,
        ({ orderId: order, id }) => [order, id],
        (item) => item,
      );
    },
  );
}

/** The orders that a list is of: all of what is asked for at once; undefined where it is not about some. */
async function ordersFor(
  sql: Sql,
  {
    orderId,
    ids,
    number,
  }: { orderId?: string | undefined; ids?: readonly string[] | undefined; number?: string | undefined },
): Promise<string[] | undefined> {
  const asked = [
    orderId && [orderId.toLowerCase()],
    ids && [...(await ordersOfShipments(sql, ids)).values()],
    number && [(await findOrderByNumber(sql, number))?.order.id].filter((id) => id !== undefined),
  ].filter((some) => !!some);
  const [first, ...others] = asked as string[][];
  return first?.filter((id) => others.every((some) => some.includes(id)));
}

/** `GET /api/rounds/today`: a courier's own stops of today. */
export function roundRoute(app: App, reading: ShipmentReading): void {
  app.get(
    '/api/rounds/today',
    {
      config: { service: 'order', needs: permission('rounds.read') },
      schema: {
        summary: 'Your stops of today',
        tags: ['shipments'],
        response: { 200: Type.Object({ date: DateText, items: Type.Array(ListedShipment) }) },
      },
    },
    async (request) => {
      const user = signedIn(request).userId;
      const { today } = await findShipments(reading, { user, orders: [], limit: 1 });
      const { items } = await findShipments(reading, { user, date: today, limit: MOST_STOPS });
      return { date: today, items };
    },
  );
}
