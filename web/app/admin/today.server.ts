import { get, orNothing } from '../shop/api.server';
import type { Figures, List, Order } from '../shop/api-types';
import { barsOf } from './bars';
import { MENU } from './menu';
import { staff } from './staff.server';

const COUNTED = 100; // rows of a list that has no count of its own; beyond that "100+" is said

/** Something that needs a hand: how many there are, and the list that shows them. */
export interface ToDo {
  kind: 'parked' | 'refused' | 'low' | 'deliveries' | 'pending';
  count: number;
  /** Whether there are more than were counted. */
  more: boolean;
  /** Undefined where no page lists them. */
  path: string | undefined;
}

/** What the start page shows: what is to do, and how the last seven days went beside the seven before. */
export async function today(request: Request) {
  const { may } = await staff(request);
  const seesOrders = may('orders.read');
  const [figures, low] = await Promise.all([
    seesOrders ? orNothing(get<Figures>(request, '/orders/figures')) : undefined,
    may('stock.read')
      ? orNothing(get<List<object>>(request, `/stock?below=threshold&limit=${COUNTED}`))
      : undefined,
  ]);
  const date = figures?.days.at(-1)?.date;
  const deliveries = date ? await orNothing(deliveriesOf(request, date)) : undefined;
  const toDo = [
    ...(figures ? ofFigures(figures) : []),
    ...(deliveries ? [{ kind: 'deliveries' as const, ...deliveries }] : []),
    ...(low ? [lowStock(low)] : []),
  ];
  return { toDo, week: figures && weekOf(figures), away: seesOrders && !figures };
}

function ofFigures({ sagas, refused }: Figures): ToDo[] {
  const reasons = refused.reasons.map(({ reason }) => reason);
  const some = new URLSearchParams({
    status: 'cancelled',
    from: refused.since,
    ...(reasons.length > 0 && { reason: reasons.join() }),
  });
  const count = refused.reasons.reduce((sum, one) => sum + one.count, 0);
  return [
    { kind: 'parked', count: sagas.parked, more: false, path: listed('/admin/sagas', 'state=parked') },
    { kind: 'refused', count, more: false, path: listed('/admin/orders', String(some)) },
    { kind: 'pending', count: sagas.running, more: false, path: listed('/admin/sagas', 'state=running') },
  ];
}

function lowStock({ items, nextCursor }: List<object>): ToDo {
  const path = listed('/admin/stock', 'below=threshold');
  return { kind: 'low', count: items.length, more: nextCursor !== null, path };
}

async function deliveriesOf(request: Request, date: string): Promise<Omit<ToDo, 'kind'>> {
  const query = new URLSearchParams({ deliveryDate: date, status: 'confirmed' });
  const { count } = await get<List<Order> & { count?: { value: number; atLeast: boolean } }>(
    request,
    `/orders?${query}&count=true&limit=1`,
  );
  const path = listed('/admin/orders', String(query));
  return { count: count?.value ?? 0, more: count?.atLeast ?? false, path };
}

/** A list with a filter, where there is such a page. */
function listed(page: string, query: string): string | undefined {
  return MENU.some(({ path }) => path === page) ? `${page}?${query}` : undefined;
}

/** The last seven days, each with the same day a week before, and what is drawn of them. */
function weekOf({ days }: Figures) {
  const rows = days.slice(7).map((day, at) => {
    const before = days[at]!;
    const path = listed('/admin/orders', String(new URLSearchParams({ from: day.date, to: day.date })));
    return { date: day.date, placed: day.placed, sold: day.sold, path, before };
  });
  return {
    rows,
    orders: barsOf(rows.map(({ placed, before }) => [placed, before.placed])),
    money: barsOf(rows.map(({ sold, before }) => [sold.amount, before.sold.amount])),
  };
}

export type Week = ReturnType<typeof weekOf>;
