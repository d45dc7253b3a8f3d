import { ask, get, Refusal } from '../shop/api.server';
import type { List, Product } from '../shop/api-types';

const SORTS = ['newest', 'name', 'price', '-price'];
const LEVELS = ['in_stock', 'low', 'out'];
const AT_ONCE = 5;

/** A page of products as staff look for them, and where the next one begins. What is nonsense is not asked for. */
export async function productRows(request: Request) {
  const { searchParams: asked } = new URL(request.url);
  const among = (name: string, known: readonly string[]) => {
    const value = asked.get(name);
    return value !== null && known.includes(value) ? value : undefined;
  };
  const query = new URLSearchParams({
    limit: '50',
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

/** Publishes or hides products, some at a time; answers how many could not be. */
export async function publishAll(
  request: Request,
  ids: readonly string[],
  published: boolean,
): Promise<number> {
  const waiting = [...ids];
  let failed = 0;
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift())
      await ask(request, `/products/${encodeURIComponent(id)}`, {
        method: 'PATCH',
        body: { published },
      }).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        failed += 1;
      });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed;
}
