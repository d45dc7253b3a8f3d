import { randomUUID } from 'node:crypto';
import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { List, Product, Stock, StockAlert } from '../shop/api-types';
import { everyItem } from '../shop/every-item.server';
import { orFirstPage } from '../shop/first-page.server';
import { languageOf } from '../words/language-of.server';

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
    const stocks = ids ? await everyItem<ListedStock>(request, '/stock', { query: { ids } }) : [];
    const byProduct = Map.groupBy(stocks, ({ productId }) => productId);
    const language = languageOf(request);
    const rows = products.items.flatMap(({ id, name }) =>
      // A product of which stock does not know yet has no row: that takes two seconds. Variants are as old as their ids.
      (byProduct.get(id) ?? [])
        .sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1))
        .map((stock) => rowOf(stock, fullName(name, stock.variantName?.[language]))),
    );
    return { rows, next: products.nextCursor };
  };
}

/** Stock leads: it knows of what there are few. */
function fewOf(query: Record<string, string>) {
  return async (request: Request) => {
    const stocks = await get<List<ListedStock>>(request, `/stock?${new URLSearchParams(query)}`);
    const names = await namesOf(request, stocks.items);
    const rows = stocks.items.flatMap((stock) => {
      const name = names.get(idOf(stock));
      return name ? [rowOf(stock, name)] : [];
    });
    return { rows, next: stocks.nextCursor };
  };
}

/** Which variant something is; a product without any has none. */
type Stocked = { productId: string; variantId?: string };
type ListedStock = Stock & { variantName?: { en: string; ru: string } };

const idOf = ({ productId, variantId }: Stocked) => variantId ?? productId;
const fullName = (name: string, variant: string | undefined) => (variant ? `${name}, ${variant}` : name);

/** A row of the list; `productId` is the id of what is stocked, which its forms and its page are about. */
const rowOf = ({ variantId, ...stock }: ListedStock, name: string) => ({
  ...stock,
  productId: variantId ?? stock.productId,
  name,
});

async function namesOf(request: Request, stocks: readonly Stocked[]): Promise<Map<string, string>> {
  const ids = stocks.map(idOf).join();
  if (!ids) return new Map();
  const found = await orNothing(get<List<Product>>(request, `/products?published=any&variantIds=${ids}`));
  return new Map(
    found?.items.map(({ id, name, variant }) => [variant?.id ?? id, fullName(name, variant?.name)]),
  );
}

export type StockRow = ReturnType<typeof rowOf>;

/** What has become low and nobody has seen yet, with its names. */
export async function stockAlerts(request: Request) {
  const alerts = await orNothing(get<List<StockAlert>>(request, '/stock/alerts?limit=20'));
  const names = await namesOf(request, alerts?.items ?? []);
  return (alerts?.items ?? []).flatMap((alert) => {
    const name = names.get(idOf(alert));
    return name
      ? [{ id: alert.id, productId: idOf(alert), name, at: alert.at, onHand: alert.now.onHand }]
      : [];
  });
}

export type AlertRow = Awaited<ReturnType<typeof stockAlerts>>[number];
