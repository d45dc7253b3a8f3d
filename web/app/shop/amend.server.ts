import { get, orNothing } from './api.server';
import type { DeliveryDay, List, Money, Order, Product } from './api-types';
import { bought } from './catalogue.server';
import { boughtId } from './goods';
import { keyFor } from './key.server';
import { placedUnder } from './pay.server';

/** An order that was refused for its goods, without what is missing, as it can be placed now; or the one that it became. */
export type Amend =
  | { order: string; lines: AmendedLine[]; all: boolean; day: string; total: Money; turn: number }
  | { order: string; placed: { id: string; number: string } };

export interface AmendedLine {
  id: string;
  name: string;
  quantity: number;
}

const TURNS = 5;
/** What the catalogue says lags behind stock: just after a refusal that counts which the order says. */
const FRESH = 10_000; // ms
/** So much there is at least of what the catalogue does not count. */
const MANY = 6;

/** The key of an order without what another was short of: derived from that one, another one after each changed price. */
export const amendKey = (order: string, turn: number): string => keyFor('amend', order, turn);

/** Whether an order was refused because there was too little. */
export const isShort = ({ status, reason }: Pick<Order, 'status' | 'reason'>): boolean =>
  status === 'cancelled' && reason === 'out_of_stock';

/** What of a refused order can be had now, for how much and when; null where nothing is left, or nobody can say. */
export async function amendOf(request: Request, order: Order): Promise<Amend | null> {
  if (!isShort(order)) return null;
  const [found, goods, days] = await Promise.all([
    turnOf(request, order.id),
    orNothing(bought(request, [...new Set(order.lines.map(boughtId))])),
    orNothing(get<List<DeliveryDay>>(request, '/delivery/dates')),
  ]);
  if ('placed' in found) return { order: order.id, ...found };
  if (!goods || !days) return null;
  const free = days.items.filter((day) => day.free > 0).map(({ date }) => date);
  const day = free.find((date) => date === order.deliveryDate) ?? free[0];
  const lines = wantedLines(order).flatMap(({ id, quantity }) => {
    const product = goods.get(id);
    const there = product ? Math.min(quantity, piecesOf(product, order)) : 0;
    return product && there > 0 ? [{ id, product, quantity: there, all: there === quantity }] : [];
  });
  if (!day || lines.length === 0) return null;
  const amount = lines.reduce((sum, { product, quantity }) => sum + product.price.amount * quantity, 0);
  return {
    ...{ order: order.id, day, turn: found.turn, total: { ...order.total, amount } },
    lines: lines.map(({ id, product, quantity }) => ({ id, name: product.name, quantity })),
    all: lines.length === wantedLines(order).length && lines.every(({ all }) => all),
  };
}

/** What an order was of, each thing once. */
export function wantedLines({ lines }: Pick<Order, 'lines'>): { id: string; quantity: number }[] {
  const sums = Map.groupBy(lines, boughtId);
  return [...sums].map(([id, of]) => ({ id, quantity: of.reduce((sum, { quantity }) => sum + quantity, 0) }));
}

function piecesOf({ id, availability, left }: Product, { shortages = [], createdAt }: Order): number {
  const short = shortages.find((one) => boughtId(one) === id);
  const now = { out: 0, low: left ?? 1, in_stock: short ? Math.max(short.available, MANY) : Infinity }[
    availability
  ];
  const isFresh = Date.now() - Date.parse(createdAt) < FRESH;
  return short && isFresh ? Math.min(now, short.available) : now;
}

/** Which try this would be, or the order that an earlier one has become. One that failed for its price is tried anew. */
async function turnOf(
  request: Request,
  order: string,
): Promise<{ turn: number } | { placed: { id: string; number: string } }> {
  for (let turn = 0; turn < TURNS; turn++) {
    const placed = await placedUnder(request, amendKey(order, turn));
    if (!placed) return { turn };
    const { id, number, status, reason } = placed;
    if (status !== 'cancelled' || reason !== 'price_changed' || turn === TURNS - 1)
      return { placed: { id, number } };
  }
  return { turn: TURNS - 1 };
}
