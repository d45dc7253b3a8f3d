import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, get, orErrorPage, orNothing } from '../shop/api.server';
import type { DeliveryDay, List, ParcelsAct, Shipment, UnplannedOrder } from '../shop/api-types';
import { isDay } from '../shop/draft.server';

const MOST = 500; // parcels that are shown of a day, and orders without one
const PAGE = 100;
const DAY = 24 * 3_600_000; // ms
const WAIT = 2500; // ms for what was done with many, before the page comes without its end
const LOOK = 150; // ms
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What stands on the board, in its order. */
const COLUMNS = ['planned', 'packed', 'handed_over', 'delivered', 'failed', 'returned'] as const;

/**
 * A day's parcels and the orders that have none yet; the day of the address, else today, or tomorrow where today has nothing. With
 * `late` in the address those of the days before, of which nothing has come.
 */
export async function packingBoard(request: Request) {
  const asked = new URL(request.url).searchParams;
  const [courier, acts] = [idIn(asked.get('courier')), idIn(asked.get('acts'))];
  const act = acts ? await actOfMany(request, acts) : undefined;
  const today = await todayOf(request);
  const late = asked.has('late');
  const [day, overdue] = await Promise.all([
    late ? lateOnes(request, today) : askedDay(request, today, asked.get('date') ?? ''),
    late ? 0 : countLate(request),
  ]);
  const couriers = new Map(
    day.parcels.flatMap(({ courierId: id, courierName: name }) => (id && name ? [[id, name] as const] : [])),
  );
  const shown = day.parcels.filter(({ courierId }) => !courier || courierId === courier);
  return {
    ...{ today, date: day.date, courier, act, cut: day.cut, late, overdue },
    ...{ earlier: daysAfter(day.date, -1), later: daysAfter(day.date, 1) },
    // Of those that their customers have withdrawn from nothing is left to be planned.
    orders: day.orders.filter(({ lines }) => lines.length > 0),
    columns: COLUMNS.map((state) => ({
      state,
      parcels: shown.filter((one) => one.state === state).sort(byCourier),
    })),
    couriers: [...couriers].sort(([, one], [, other]) => one.localeCompare(other)),
    // Made with the page that has the buttons: pressed twice, it is done once.
    key: randomUUID(),
  };
}

export type PackingBoard = Awaited<ReturnType<typeof packingBoard>>;

const idIn = (text: string | null) => (text && ID.test(text) ? text.toLowerCase() : undefined);

async function askedDay(request: Request, today: string, date: string) {
  if (isDay(date)) return dayOf(request, date);
  const first = await dayOf(request, today);
  const empty = first.orders.length + first.parcels.length === 0;
  return empty ? dayOf(request, daysAfter(today, 1)) : first;
}

const dayOf = async (request: Request, date: string) => ({
  date,
  ...(await listed(request, `date=${date}`)),
});

/** What should have arrived on a day before today. */
const lateOnes = async (request: Request, today: string) => ({
  date: today,
  ...(await listed(request, 'late=true')),
});

async function listed(request: Request, which: string) {
  const [orders, parcels] = await orErrorPage(
    Promise.all([
      firstOf<UnplannedOrder>(request, `/shipments/unplanned?${which}`),
      firstOf<Shipment>(request, `/shipments?${which}`),
    ]),
  );
  return { orders, parcels, cut: Math.max(orders.length, parcels.length) >= MOST };
}

/** How many are late, parcels and orders without one; no more than a page of each is counted. */
async function countLate(request: Request): Promise<number> {
  const pages = await Promise.all([
    orNothing(get<List<UnplannedOrder>>(request, `/shipments/unplanned?late=true&limit=${PAGE}`)),
    orNothing(get<List<Shipment>>(request, `/shipments?late=true&limit=${PAGE}`)),
  ]);
  const [orders, parcels] = pages.map((page) => page?.items ?? []) as [UnplannedOrder[], Shipment[]];
  return orders.filter(({ lines }) => lines.length > 0).length + parcels.length;
}

async function firstOf<T>(request: Request, path: string): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | null = ''; cursor !== null && all.length < MOST; ) {
    const page: List<T> = await get(request, `${path}&limit=${PAGE}${cursor && `&cursor=${cursor}`}`);
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

/** Deliveries can be booked from tomorrow on: the day before that is the shop's today. */
async function todayOf(request: Request): Promise<string> {
  const days = await orErrorPage(get<{ items: DeliveryDay[] }>(request, '/delivery/dates'));
  return daysAfter(days.items[0]!.date, -1);
}

/** How far something is that is done with many, once it has ended or soon; undefined for what there is not. */
async function actOfMany(request: Request, id: string): Promise<ParcelsAct | undefined> {
  for (const until = Date.now() + WAIT; ; await sleep(LOOK)) {
    const act = await orNothing(ask<ParcelsAct>(request, `/shipments/acts/${id}`));
    if (act?.body.state !== 'running' || Date.now() > until) return act?.body;
  }
}

function byCourier(one: Shipment, other: Shipment): number {
  const names = (one.courierName ?? '').localeCompare(other.courierName ?? '');
  return names || Number(one.number) - Number(other.number);
}

function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}
