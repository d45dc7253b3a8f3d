import { get } from '../shop/api.server';
import type { List, Product } from '../shop/api-types';

const SORTS = ['newest', 'name', 'price', '-price'];
const LEVELS = ['in_stock', 'low', 'out'];

/** A page of products as staff look for them, and where the next one begins. What is nonsense is not asked for. */
export async function productRows(request: Request, limit = 50) {
  const { searchParams: asked } = new URL(request.url);
  const among = (name: string, known: readonly string[]) => {
    const value = asked.get(name);
    return value !== null && known.includes(value) ? value : undefined;
  };
  const query = new URLSearchParams({
    limit: String(limit),
    published: among('published', ['true', 'false']) ?? 'any',
  });
  const wanted = {
    search: asked.get('q'),
    category: asked.get('category'),
    availability: among('availability', LEVELS),
    sort: among('sort', SORTS),
    cursor: asked.get('cursor'),
  };
  for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
  const list = await get<List<Product>>(request, `/products?${query}`);
  return { rows: list.items, next: list.nextCursor, later: asked.has('cursor') };
}

export type ListedProduct = Product;
