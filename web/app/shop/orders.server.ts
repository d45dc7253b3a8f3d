import { get, orNothing } from './api.server';
import type { List, Order } from './api-types';

/** The orders with these ids, as many as a page of a list has; none when nobody can say. */
export async function ordersNamed(request: Request, ids: readonly string[]): Promise<Order[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const query = new URLSearchParams({ ids: wanted.join(), limit: String(wanted.length) });
  return (await orNothing(get<List<Order>>(request, `/orders?${query}`)))?.items ?? [];
}

/** The numbers of the orders that things belong to, by the orders' ids. */
export async function numbersOf(
  request: Request,
  things: readonly { orderId?: string | undefined }[],
): Promise<Record<string, string>> {
  const ids = things.flatMap(({ orderId }) => orderId ?? []);
  return Object.fromEntries((await ordersNamed(request, ids)).map(({ id, number }) => [id, number]));
}
