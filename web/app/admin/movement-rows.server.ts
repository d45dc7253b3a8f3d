import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { List, Movement, Order } from '../shop/api-types';
import { orFirstPage } from '../shop/first-page.server';
import { stockPath } from './stock-path';

/** A page of a product's movements, newest first, with the numbers of the orders that caused them. */
export async function movementRows(request: Request, product: string, me: string) {
  const cursor = new URL(request.url).searchParams.get('cursor');
  const path = stockPath(product, '/movements', { limit: '50', ...(cursor && { cursor }) });
  const list = await orErrorPage(orFirstPage(request, get<List<Movement>>(request, path)));
  const ofOrders = list.items.filter(({ reason, by }) => !by && (reason === 'sold' || reason === 'returned'));
  const ids = [...new Set(ofOrders.flatMap(({ cause }) => cause ?? []))].join();
  const orders = ids ? await orNothing(get<List<Order>>(request, `/orders?limit=100&ids=${ids}`)) : undefined;
  const numbers = new Map(orders?.items.map(({ id, number }) => [id, number]));
  const rows = list.items.map(({ cause, by, ...movement }) => {
    const order = cause && !by ? numbers.get(cause) : undefined;
    const opening = !cause && movement.reason === 'correction';
    return {
      ...movement,
      opening,
      mine: by === me,
      order: order ? { id: cause!, number: order } : undefined,
    };
  });
  return { rows, next: list.nextCursor, later: cursor !== null };
}

export type MovementRow = Awaited<ReturnType<typeof movementRows>>['rows'][number];
