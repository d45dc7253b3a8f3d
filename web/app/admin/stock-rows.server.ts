import { randomUUID } from 'node:crypto';
import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { List, Product, Stock, StockAlert } from '../shop/api-types';
import { orFirstPage } from '../shop/first-page.server';

/** A page of what there is, each with its name. Products that were taken out of the catalogue are left out. */
export async function stockRows(request: Request) {
  const asked = new URL(request.url).searchParams;
  const words = asked.get('q')?.trim().slice(0, 200) ?? '';
  const few = asked.get('below') ?? '';
  const below = /^(threshold|\d{1,9})$/.test(few) ? few : undefined;
  const cursor = asked.get('cursor');
  const at = { limit: '50', ...(cursor && { cursor }) };
  const read = below ? fewOf({ ...at, below, ...(words && { q: words }) }) : all({ ...at, search: words });
  const { rows, next } = await orErrorPage(orFirstPage(request, read(request)));
  const file = new URLSearchParams({ ...(below && { below }), ...(words && { q: words }) });
  // Made with the page that has the buttons: pressed twice, a change is made once.
  return { rows, next, later: cursor !== null, file: `/api/exports/stock.csv?${file}`, key: randomUUID() };
}

/** Catalogue leads, in its order. */
function all(query: Record<string, string>) {
  return async (request: Request) => {
    const asked = new URLSearchParams({ ...query, published: 'any' });
    const products = await get<List<Product>>(request, `/products?${asked}`);
    const ids = products.items.map(({ id }) => id).join();
    const stocks = ids ? await get<List<Stock>>(request, `/stock?limit=100&ids=${ids}`) : { items: [] };
    const byId = new Map(stocks.items.map((stock) => [stock.productId, stock]));
    return { rows: rowsOf(products.items, byId), next: products.nextCursor };
  };
}

/** Stock leads: it knows of what there are few. */
function fewOf(query: Record<string, string>) {
  return async (request: Request) => {
    const stocks = await get<List<Stock>>(request, `/stock?${new URLSearchParams(query)}`);
    const products = await namesOf(request, stocks.items);
    const byId = new Map(stocks.items.map((stock) => [stock.productId, stock]));
    const inOrder = stocks.items.flatMap(({ productId }) => products.get(productId) ?? []);
    return { rows: rowsOf(inOrder, byId), next: stocks.nextCursor };
  };
}

async function namesOf(
  request: Request,
  stocks: readonly { productId: string }[],
): Promise<Map<string, Product>> {
  const ids = stocks.map(({ productId }) => productId).join();
  if (!ids) return new Map();
  const found = await orNothing(get<List<Product>>(request, `/products?published=any&ids=${ids}`));
  return new Map(found?.items.map((product) => [product.id, product]));
}

/** A product of which stock does not know yet has no row: that takes two seconds. */
function rowsOf(products: readonly Product[], stocks: ReadonlyMap<string, Stock>) {
  return products.flatMap(({ id, name }) => {
    const stock = stocks.get(id);
    return stock ? [{ ...stock, name }] : [];
  });
}

export type StockRow = ReturnType<typeof rowsOf>[number];

/** What has become low and nobody has seen yet, with its names. */
export async function stockAlerts(request: Request) {
  const alerts = await orNothing(get<List<StockAlert>>(request, '/stock/alerts?limit=20'));
  const products = await namesOf(request, alerts?.items ?? []);
  return (alerts?.items ?? []).flatMap(({ id, productId, at, now }) => {
    const name = products.get(productId)?.name;
    return name ? [{ id, productId, name, at, onHand: now.onHand }] : [];
  });
}

export type AlertRow = Awaited<ReturnType<typeof stockAlerts>>[number];
