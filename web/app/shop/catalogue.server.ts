import { get, Refusal } from './api.server';
import type { Category, DeliveryDay, Facets, List, Product, ProductDetails, Suggestion } from './api-types';
import { everyItem } from './every-item.server';
import { shared } from './shared.server';

/** All the shop's categories in the order that staff gave them, and by name where they gave none. */
export function categories(request: Request): Promise<Category[]> {
  return shared(request, 'categories', async (nobody) => {
    const all = await everyItem<Category>(nobody, '/categories');
    return all.toSorted((one, other) => one.place - other.place);
  });
}

/** The newest products of a category. */
export function newestOf(request: Request, category: string, limit: number): Promise<Product[]> {
  return shared(request, `newest ${category} ${limit}`, async (nobody) => {
    return (await products(nobody, { category, limit })).items;
  });
}

export interface Wish {
  search?: string | undefined;
  category?: string | undefined;
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  available?: boolean | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
  /** Counts what is left; `choices`: what each choice would leave. */
  facets?: boolean | 'choices' | undefined;
}

/** Products by a wish; with facets when it asks for them. */
export function products(
  request: Request,
  wish: Wish,
): Promise<List<Product> & { facets?: Facets; shelves?: Category[]; readAs?: string; without?: string[] }> {
  return get(request, `/products?${query(wish)}`);
}

/** What the API takes for a product's id or slug. With anything else another address of it would be asked. */
const NAMED = /^(?!suggestions$)[a-z0-9]+(?:-[a-z0-9]+)*$/i;

/** One product with all that its page shows, by its id or a slug that it has or had. */
export async function productDetails(request: Request, named: string): Promise<ProductDetails> {
  if (!NAMED.test(named)) throw new Refusal(404, { code: 'not_found' });
  return get(request, `/products/${named}`);
}

/**
 * What can be bought by these ids, of variants and of products that are had as themselves alone: each as a product under that
 * id, with what it is in its name. What is no longer for sale is absent.
 */
export async function bought(request: Request, ids: readonly string[]): Promise<Map<string, Product>> {
  if (ids.length === 0) return new Map();
  const { items } = await get<List<Product>>(request, `/products?variantIds=${ids.join()}`);
  return new Map(items.map(asBought).map((one) => [one.id, one]));
}

/** The same of one; throws a Refusal when it is not for sale. */
export async function boughtOne(request: Request, id: string): Promise<Product> {
  const found = (await bought(request, [id])).get(id);
  if (!found) throw new Refusal(404, { code: 'not_found' });
  return found;
}

function asBought(one: Product): Product {
  const { variant } = one;
  if (!variant) return one;
  return { ...one, id: variant.id, name: variant.name ? `${one.name}, ${variant.name}` : one.name };
}

/** What may be meant by what has been typed so far. */
export async function suggestions(request: Request, typed: string, limit: number): Promise<Suggestion[]> {
  return (await get<List<Suggestion>>(request, `/products/suggestions?${query({ q: typed, limit })}`)).items;
}

/** The first day on which a courier is free; undefined when none is. */
export async function firstDelivery(request: Request): Promise<string | undefined> {
  const days = await shared(request, 'days', async (nobody) => {
    return (await get<List<DeliveryDay>>(nobody, '/delivery/dates')).items;
  });
  return days.find((day) => day.free > 0)?.date;
}

function query(values: object): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
