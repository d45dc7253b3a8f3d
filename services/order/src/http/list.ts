import { invalid } from '@sagashop/chassis/errors';
import { assertPermission, mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, page } from '@sagashop/chassis/http/lists';
import { DateText } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { timeOfId } from '@sagashop/kernel/ids';
import { permission } from '@sagashop/vocabulary/permissions';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { ListPlace, ListSort } from '../domain/list-wish.ts';
import { shownWhole } from '../domain/shown-order.ts';
import { countOrders } from '../listing/count-orders.ts';
import { findOrders } from '../listing/find-orders.ts';
import { extrasOf } from '../store/list-extras.ts';
import { findProgress } from '../store/list-progress.ts';
import { linesOf, listOrders, ordersOf } from '../store/orders.ts';
import { FILTER_NAMES, wishOf } from './list-query.ts';
import { OrderPage, OrdersQuery } from './order-shapes.ts';

type Query = Static<typeof OrdersQuery>;
interface Shop {
  sql: Sql;
  currency: string;
  zone: string;
}

const OTHERS = permission('orders.read');
const Position = Type.Tuple([cursorPart.id]);
const Infinite = Type.Union([DateText, Type.Literal('infinity')]);
const ListPosition = Type.Tuple([Type.String(), cursorPart.whole, Infinite, cursorPart.id]);

/** `GET /api/orders`: customers read their own, staff all, and find some of them. */
export function listRoute(app: App, shop: Shop): void {
  const config = { service: 'order', needs: 'signed in', othersNeed: OTHERS } as const;
  const schema = {
    summary: 'Orders, newest first',
    tags: ['orders'],
    querystring: OrdersQuery,
    response: { 200: OrderPage },
  };
  app.get('/api/orders', { config, schema }, async (request) => {
    const { query } = request;
    const searched = FILTER_NAMES.some((name) => query[name] !== undefined);
    if (!searched && query.sort === undefined && !query.count) return plainList(shop, request, query);
    // Who may not see others' orders is told so, not that there are none.
    assertPermission(signedIn(request), OTHERS);
    for (const name of ['key', 'ids'] as const)
      if (query[name] !== undefined) throw invalid(name, 'cannot be combined with filters');
    return searchedList(shop, query, signedIn(request).userId);
  });
}

async function plainList({ sql, currency }: Shop, request: FastifyRequest, query: Query) {
  const { limit, cursor, mine, key = null } = query;
  const ids = query.ids?.split(',') ?? null;
  // A key means something to whoever used it alone.
  const ofAll = mayForOthers(request) && !mine && key === null;
  const owner = ofAll ? null : signedIn(request).userId;
  const before = decodeCursor(cursor, Position)?.[0] ?? null;
  const orders = await listOrders(sql, { owner, before, key, ids, limit: limit + 1 });
  const shownIds = orders.slice(0, limit).map((order) => order.id);
  const [lines, extras] = await Promise.all([
    linesOf(sql, shownIds),
    ofAll ? extrasOf(sql, shownIds) : undefined,
  ]);
  return page(
    orders,
    limit,
    (order) => [order.id],
    (order) => ({
      ...shownWhole(order, lines.get(order.id) ?? [], currency),
      ...extra(extras?.get(order.id)),
    }),
  );
}

async function searchedList({ sql, currency, zone }: Shop, query: Query, self: string) {
  const { limit, cursor, sort = 'newest', mine, count } = query;
  const wish = { ...wishOf(query, zone), ...(mine && { userId: self }) };
  const after = placeIn(cursor, sort);
  const [found, counted, progress] = await Promise.all([
    findOrders(sql, { wish, sort, after, limit: limit + 1 }),
    count ? countOrders(sql, wish) : undefined,
    findProgress(sql),
  ]);
  const ids = found.places.slice(0, limit).map(({ id }) => id);
  const [orders, lines, extras] = await Promise.all([
    ordersOf(sql, ids),
    linesOf(sql, ids),
    extrasOf(sql, ids),
  ]);
  const byId = new Map(orders.map((order) => [order.id, order]));
  const items = ids.map((id) => {
    const order = byId.get(id)!;
    return { ...shownWhole(order, lines.get(id) ?? [], currency), ...extra(extras.get(id)) };
  });
  const more = found.places.length > limit ? found.places[limit - 1] : found.next;
  const since = progress?.whole ? null : sinceOf(progress?.downTo);
  return { items, nextCursor: more ? cursorOf(sort, more) : null, ...(counted && { count: counted }), since };
}

function extra(
  found: Awaited<ReturnType<typeof extrasOf>> extends Map<string, infer E> ? E | undefined : never,
) {
  if (!found) return {};
  const { courierId, saga, recipient } = found;
  const { phone = null, ...who } = recipient ?? {};
  return {
    courierId,
    saga,
    ...(recipient && { recipient: { ...who, ...(phone !== null && { phone }) } }),
  };
}

/** The instant in an id; before there is a list, it has nothing. */
function sinceOf(id = 'ffffffff-ffff'): string {
  return new Date(Math.min(timeOfId(id), Date.now())).toISOString();
}

/** A cursor is of the sort that it was made for. */
function placeIn(cursor: string | undefined, sort: ListSort): ListPlace | undefined {
  const [of, total, deliveryDate, id] = decodeCursor(cursor, ListPosition) ?? [];
  if (of === undefined) return undefined;
  if (of !== sort) throw invalid('cursor', 'is not a cursor of this list');
  return { id: id!, total: total!, deliveryDate: deliveryDate! };
}

const cursorOf = (sort: ListSort, { total, deliveryDate, id }: ListPlace) =>
  Buffer.from(JSON.stringify([sort, total, deliveryDate, id])).toString('base64url');
