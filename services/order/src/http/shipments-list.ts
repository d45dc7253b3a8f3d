import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { DateText, Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import { permission } from '@sagashop/vocabulary/permissions';
import { preferredLanguage } from '@sagashop/vocabulary/preferred-language';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { SHIPMENT_STATES } from '../domain/shipment.ts';
import { findShipments } from '../shipping/find-shipments.ts';
import type { Reading } from '../shipping/reading.ts';
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
          late: Type.Optional(
            Type.Boolean({ description: 'of days before today, neither delivered nor back nor cancelled' }),
          ),
          ...ListQuery,
        }),
        response: { 200: PageOf(ListedShipment) },
      },
    },
    async (request) => {
      const { date, courierId, orderId, ids, number, state, late, limit, cursor } = request.query;
      const after = decodeCursor(cursor, Position)?.join(' ');
      const orders = await ordersFor(reading.sql, { orderId, ids: ids?.split(','), number });
      const found = await findShipments(readingFor(reading, request), {
        ...(orders && { orders }),
        ...(ids && { ids: ids.split(',') }),
        ...(date && { date }),
        ...(courierId && { courier: courierId }),
        ...(onlyCourier(request) && { user: signedIn(request).userId }),
        ...(state && { state: [state] }),
        ...(late && { late }),
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

/** `GET /api/rounds/today`: a courier's own stops of today, behind what they have from days before. */
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
      const { userId: user } = signedIn(request);
      const own = readingFor(reading, request);
      const late = { user, late: true, state: ['handed_over' as const], limit: MOST_STOPS };
      const { today, items: before } = await findShipments(own, late);
      const { items } = await findShipments(own, { user, date: today, limit: MOST_STOPS });
      // A release of delivery before this one answers those of today as well.
      return {
        date: today,
        items: [...before.filter(({ date }) => date !== null && date < today), ...items],
      };
    },
  );
}

/** As whoever asks reads it: goods are called by their names in their language. */
export function readingFor(reading: ShipmentReading, { headers }: FastifyRequest): Reading {
  return { ...reading, language: preferredLanguage(headers['accept-language']) };
}
