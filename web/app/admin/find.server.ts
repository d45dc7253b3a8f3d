import { get, orNothing } from '../shop/api.server';
import type { Customer, List, Order, Product } from '../shop/api-types';
import { personName } from './person-name';
import { recordPath } from './record-path';
import { staff } from './staff.server';

const LONGEST = 200; // letters of what is looked for
const MOST = 6; // of each kind

export interface Found {
  kind: 'orders' | 'products' | 'customers';
  path: string;
  name: string;
  /** What tells it from others of the same name. */
  more: string;
}

/**
 * What staff may mean: orders by number, name, e-mail or phone, products by their words, customers. Each service is asked
 * at once, only for what this person may see, and one that does not answer is left out.
 */
export async function find(request: Request): Promise<{ q: string; found: Found[] }> {
  const { may } = await staff(request);
  const q = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, LONGEST);
  if (q === '') return { q, found: [] };
  const list = <Row>(path: string, name = 'q') =>
    orNothing(get<List<Row>>(request, `${path}?${new URLSearchParams({ [name]: q, limit: String(MOST) })}`));
  const [orders, products, customers] = await Promise.all([
    may('orders.read') ? list<Order>('/orders') : undefined,
    may('catalog.write') ? list<Product>('/products', 'search') : undefined,
    may('customers.read') ? list<Customer>('/customers') : undefined,
  ]);
  const found = [
    ...(orders?.items ?? []).map((one) => row('orders', one.id, one.number, one.recipient?.name ?? '')),
    ...(products?.items ?? []).map((one) => row('products', one.id, one.name, one.category?.name ?? '')),
    ...(customers?.items ?? []).map((one) => row('customers', one.id, personName(one), one.email)),
  ];
  return { q, found: found.flatMap((one) => one ?? []) };
}

function row(kind: Found['kind'], id: string, name: string, more: string): Found | undefined {
  const path = recordPath(kind, id);
  return path === undefined ? undefined : { kind, path, name, more };
}
