import { get, orNothing, Refusal } from '../shop/api.server';
import type { Product, Stock } from '../shop/api-types';
import { firstDelivery } from '../shop/catalogue.server';
import { everyItem } from '../shop/every-item.server';
import type { WrittenProduct } from './product-edit.server';

/** One thing that has to be so before anybody can buy a product. */
export interface Check {
  what: 'published' | 'stock' | 'courier' | 'guest';
  /** Undefined where nobody could be asked. */
  ok: boolean | undefined;
  /** Where it is mended. */
  to?: string;
}

/** Why a product can be bought or not, looked up now: what is set, and what somebody without an account sees. */
export async function productChecks(request: Request, product: WrittenProduct): Promise<Check[]> {
  const { id, published } = product;
  const [stock, day, seen] = await Promise.all([
    orNothing(everyItem<Stock>(request, '/stock', { query: { ids: id } })),
    firstDelivery(request).catch(() => null),
    seenByGuest(request, id),
  ]);
  return [
    { what: 'published', ok: published },
    { what: 'stock', ok: stock?.some(({ available }) => available > 0), to: `/admin/stock/${id}` },
    { what: 'courier', ok: day === null ? undefined : day !== undefined, to: '/admin/delivery' },
    { what: 'guest', ok: seen, to: `/p/${product.slug}` },
  ];
}

/** Asked as somebody who has no cookie: what a member of staff sees of a hidden product is no answer. */
async function seenByGuest(request: Request, id: string): Promise<boolean | undefined> {
  try {
    const nobody = new Request(request.url);
    return (await get<Product>(nobody, `/products/${id}`)).availability !== 'out';
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return false;
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
