import { get } from './api.server';
import type { Category, DeliveryDay, Facets, List, Product, Suggestion } from './shapes';

/** The shop's categories by name. */
export async function categories(request: Request): Promise<Category[]> {
  return (await get<List<Category>>(request, '/categories?limit=100')).items;
}

export interface Wish {
  search?: string | undefined;
  category?: string | undefined;
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
  facets?: boolean | undefined;
}

/** Products by a wish; with facets when it asks for them. */
export function products(request: Request, wish: Wish): Promise<List<Product> & { facets?: Facets }> {
  return get(request, `/products?${query(wish)}`);
}

/** One product. */
export function product(request: Request, id: string): Promise<Product> {
  return get(request, `/products/${encodeURIComponent(id)}`);
}

/** What may be meant by what has been typed so far. */
export async function suggestions(request: Request, typed: string, limit: number): Promise<Suggestion[]> {
  return (await get<List<Suggestion>>(request, `/products/suggestions?${query({ q: typed, limit })}`)).items;
}

/** The first day on which a courier is free; undefined when none is. */
export async function firstDelivery(request: Request): Promise<string | undefined> {
  const days = (await get<List<DeliveryDay>>(request, '/delivery/dates')).items;
  return days.find((day) => day.free > 0)?.date;
}

function query(values: object): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
