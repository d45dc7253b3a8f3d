import { randomUUID } from 'node:crypto';
import { get, orErrorPage } from '../shop/api.server';
import type { Board, Courier, List, Order } from '../shop/api-types';
import { isDay } from '../shop/draft.server';

const MOST_AT_ONCE = 100; // orders that are asked for together
const AHEAD = 14; // days that a delivery can be moved ahead
const WEEK = 7;
const DAY = 24 * 3_600_000; // ms

/** A delivery on the board. */
export interface Stop {
  order: string;
  number: string;
}

/** A courier's day. */
export interface Cell {
  date: string;
  capacity: number;
  booked: number;
  stops: Stop[];
}

/** A courier with the days that are shown. */
export interface Row extends Courier {
  days: Cell[];
}

/** The board from the day on that the address asks for, else from today; and to which days deliveries can go. */
export async function deliveryBoard(request: Request) {
  const asked = new URL(request.url).searchParams.get('from') ?? '';
  const from = isDay(asked) ? `?from=${asked}` : '';
  const [board, couriers] = await orErrorPage(
    Promise.all([
      get<Board>(request, `/delivery/board${from}`),
      get<List<Courier>>(request, '/couriers?limit=100'),
    ]),
  );
  const numbers = await numbersOf(
    request,
    board.items.flatMap(({ stops }) => stops),
  );
  const rows = couriers.items.map((courier): Row => {
    const days = board.items.filter(({ courierId }) => courierId === courier.id);
    return {
      ...courier,
      days: days.map(({ date, capacity, booked, stops }) => ({
        ...{ date, capacity, booked },
        stops: stops.map((order) => ({ order, number: numbers.get(order) ?? '…' })),
      })),
    };
  });
  const dates = Array.from({ length: AHEAD + 1 }, (_, n) => daysAfter(board.today, n));
  const around = { earlier: daysAfter(board.from, -WEEK), later: daysAfter(board.from, WEEK) };
  return { rows, dates, ...around, from: board.from, today: board.today, key: randomUUID() };
}

async function numbersOf(request: Request, ids: readonly string[]): Promise<Map<string, string>> {
  const pages = Array.from({ length: Math.ceil(ids.length / MOST_AT_ONCE) }, (_, n) =>
    ids.slice(n * MOST_AT_ONCE, (n + 1) * MOST_AT_ONCE),
  );
  const lists = await orErrorPage(
    Promise.all(
      pages.map((some) => get<List<Order>>(request, `/orders?limit=${MOST_AT_ONCE}&ids=${some.join(',')}`)),
    ),
  );
  return new Map(lists.flatMap(({ items }) => items).map(({ id, number }) => [id, number]));
}

function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}
