import { get, orErrorPage, orNothing, Refusal } from '../shop/api.server';
import type { Courier, Customer, List, Order } from '../shop/api-types';
import { currencyOf } from '../shop/currency.server';
import { orFirstPage } from '../shop/first-page.server';
import { languageOf } from '../words/language-of.server';
import { typedMoney } from '../words/typed-money';
import { filtersIn, ORDER_FILTERS, type OrderFilter } from './order-filters';

const SORTS = ['newest', 'oldest', 'total', '-total', 'deliveryDate'];
const TOTALS = ['minTotal', 'maxTotal'] as const;

/** What is asked of the API, and the filters that cannot be. */
interface AskedOrders {
  query: URLSearchParams;
  wrong: OrderFilter[];
}

/** The filters of a page's address as the API has them: amounts as they were typed are minor units there. */
async function askedOrders(request: Request, search: URLSearchParams): Promise<AskedOrders> {
  const filters = filtersIn(search);
  const query = new URLSearchParams(filters);
  const wrong: OrderFilter[] = [];
  for (const name of TOTALS) {
    const typed = filters[name];
    if (typed === undefined) continue;
    const read = typedMoney(typed, languageOf(request), await orErrorPage(currencyOf(request)));
    if ('amount' in read) query.set(name, String(read.amount));
    else {
      query.delete(name);
      if (/[^0.,]/.test(typed)) wrong.push(name);
    }
  }
  const sort = search.get('sort');
  if (sort && SORTS.includes(sort)) query.set('sort', sort);
  return { query, wrong };
}

/** The same as values of a body; what is wrong is sent as it was typed, so that the API names it. */
export async function apiFilters(request: Request, search: URLSearchParams) {
  const { query, wrong } = await askedOrders(request, search);
  const typed = filtersIn(search);
  for (const name of wrong) query.set(name, typed[name]!);
  return Object.fromEntries(
    [...query].map(([name, value]): [string, string | number] => {
      const isAmount = TOTALS.some((total) => total === name) && /^\d{1,15}$/.test(value);
      return [name, isAmount ? Number(value) : value];
    }),
  );
}

type Listed = List<Order> & { count?: { value: number; atLeast: boolean }; since?: string | null };

/** A page of orders as their list shows them, with how many there are; `wrong` filters find nothing. */
export async function orderRows(request: Request) {
  const asked = new URL(request.url).searchParams;
  const cursor = asked.get('cursor');
  const { query, wrong } = await askedOrders(request, asked);
  const filter = String(query);
  const nobody = { rows: [], next: null, later: false, count: null, since: null };
  if (wrong.length > 0) return { ...nobody, filter, wrong };
  query.set('limit', '50');
  query.set('count', 'true');
  if (cursor) query.set('cursor', cursor);
  const list = await orErrorPage(orWrong(orFirstPage(request, get<Listed>(request, `/orders?${query}`))));
  if (Array.isArray(list)) return { ...nobody, filter, wrong: list };
  const { items, nextCursor, count = null, since = null } = list;
  return { rows: items, next: nextCursor, later: cursor !== null, count, since, filter, wrong };
}

/** The filters that the API does not take, where that is what is wrong. */
async function orWrong(list: Promise<Listed>): Promise<Listed | OrderFilter[]> {
  return list.catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'validation_failed') throw error;
    const errors = error.body['errors'];
    const paths = Array.isArray(errors) ? errors.map(({ path }: { path: string }) => path) : [];
    const wrong = ORDER_FILTERS.filter((name) => paths.some((path) => path.replace('/', '') === name));
    if (wrong.length === 0) throw error;
    return wrong;
  });
}

/** Couriers, and who or what an address means by an id, to be said by their names; what is not known stays out. */
export async function orderNames(request: Request, search: URLSearchParams) {
  const { productId, userId } = filtersIn(search);
  const [couriers, product, customer] = await Promise.all([
    orNothing(get<List<Courier>>(request, '/couriers?limit=100')),
    productId
      ? orNothing(get<{ name: string }>(request, `/products/${encodeURIComponent(productId)}`))
      : undefined,
    userId ? orNothing(get<Customer>(request, `/customers/${encodeURIComponent(userId)}`)) : undefined,
  ]);
  return {
    couriers: (couriers?.items ?? []).map(({ id, name }) => ({ id, name })),
    product: product?.name,
    customer: customer && (nameOf(customer) || customer.email),
  };
}

const nameOf = ({ firstName, lastName }: Customer) => [firstName, lastName].filter(Boolean).join(' ');

export type OrderNames = Awaited<ReturnType<typeof orderNames>>;

/** How many of the orders that an address asks for were placed after an instant. */
export async function countSince(request: Request) {
  const asked = new URL(request.url).searchParams;
  const since = asked.get('since') ?? '';
  const at = Date.parse(since);
  const { query } = await askedOrders(request, asked);
  if (Number.isNaN(at)) return { many: 0, since };
  query.set('from', new Date(at + 1).toISOString());
  query.set('count', 'true');
  query.set('limit', '1');
  const found = await orNothing(get<Listed>(request, `/orders?${query}`));
  return { many: found?.count?.value ?? 0, since };
}
