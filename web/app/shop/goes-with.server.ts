import type { Product } from './api-types';
import { newestOf, products } from './catalogue.server';
import { nearest } from './nearest';
import { shared } from './shared.server';

const MOST = 4;

/** What is shown beside a product: goods of its shelf that cost about as much; where there are too few, its newest. */
export async function goesWith(request: Request, product: Product): Promise<Product[]> {
  const { slug } = product.category;
  const [near, newest] = await Promise.all([
    aboutAs(request, slug, product.price.amount),
    newestOf(request, slug, 9),
  ]);
  return nearest(product, near, newest).slice(0, MOST);
}

/** Goods of a shelf that cost between half of it and four times as much, the same ones for prices that are close. */
function aboutAs(request: Request, category: string, amount: number): Promise<Product[]> {
  const step = Math.floor(Math.log2(amount));
  return shared(request, `about ${category} ${step}`, async (nobody) => {
    const band = { minPrice: Math.floor(2 ** (step - 1)), maxPrice: 2 ** (step + 2) };
    return (await products(nobody, { category, ...band, limit: 40 })).items;
  });
}
