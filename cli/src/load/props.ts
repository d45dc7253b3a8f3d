import { randomBytes } from 'node:crypto';
import { newId } from '@sagashop/kernel/ids';
import { type Api, fewAtATime, type Token } from './api.ts';
import type { Progress } from './progress.ts';

export interface Customer {
  id: string;
  token: string;
}

/** All that a run brought into the shop, marked by its name, and takes out of sight again. */
export interface Props {
  run: string;
  customers: Customer[];
  products: string[];
  couriers: string[];
  categories: string[];
}

const CUSTOMERS = 20;
const PRODUCTS = 50;
const COURIERS = 4;
const STOCK = 1_000_000; // of each product: more than any run orders
const CAPACITY = 1_000_000; // a day, for each courier
const HIGHEST_PRICE = 20_000; // minor units
const AT_ONCE = 4; // passwords are hashed by the shop, a few at a time

export function noProps(): Props {
  return { run: randomBytes(4).toString('hex'), customers: [], products: [], couriers: [], categories: [] };
}

/**
 * Brings a run's customers, their money, products, stock and couriers into the shop, noting each in `props`
 * as soon as it is there. Stops between two steps when it is aborted.
 */
export async function makeProps(
  props: Props,
  options: { api: Api; token: Token; orders: number; progress: Progress; signal: AbortSignal },
): Promise<void> {
  const { orders, progress, signal } = options;
  const customers = Math.min(CUSTOMERS, orders);
  const products = Math.min(PRODUCTS, orders);
  const total = customers + products + COURIERS;
  let done = 0;
  const each = async (count: number, make: (nth: number) => Promise<void>) => {
    await fewAtATime(Array.from({ length: count }), AT_ONCE, async (_, index) => {
      signal.throwIfAborted();
      await make(index + 1);
      progress.update('preparing customers, products and couriers', ++done, total);
    });
  };
  const admin = adminCalls(props, options);
  const category = await admin.makeCategory();
  await each(products, (nth) => admin.makeProduct(nth, category));
  await each(COURIERS, (nth) => admin.hireCourier(nth));
  await each(customers, (nth) => makeCustomer(props, nth, options));
}

function adminCalls(props: Props, { api, token }: { api: Api; token: Token }) {
  const post = (path: string, body: object) =>
    api.call<{ id: string }>('POST', path, { token, key: newId(), body });
  const { run } = props;
  return {
    async makeCategory() {
      const name = { en: `Load run ${run}`, ru: `Нагрузка ${run}` };
      const { id } = await post('/api/categories', { slug: `load-${run}`, name });
      props.categories.push(id);
      return id;
    },
    async makeProduct(nth: number, categoryId: string) {
      const name = { en: `Load product ${nth}, run ${run}`, ru: `Товар ${nth} нагрузки ${run}` };
      const description = { en: 'For a load run only.', ru: 'Только для нагрузки.' };
      const price = { amount: 100 + ((nth * 397) % (HIGHEST_PRICE - 100)) };
      const { id } = await post('/api/products', { name, description, price, categoryId });
      props.products.push(id);
      await post(`/api/stock/${id}/receipts`, { quantity: STOCK });
    },
    async hireCourier(nth: number) {
      const body = { name: `load-${run}-${nth}`, dailyCapacity: CAPACITY };
      props.couriers.push((await post('/api/couriers', body)).id);
    },
  };
}

async function makeCustomer(
  props: Props,
  nth: number,
  { api, token, orders }: { api: Api; token: Token; orders: number },
): Promise<void> {
  const username = `load-${props.run}-${nth}`;
  const password = randomBytes(18).toString('base64url');
  const email = `${username}@load.invalid`;
  // An administrator's sign-ups are not counted for our address, from which others may have signed up.
  const { id } = await api.call<{ id: string }>('POST', '/api/users', {
    token,
    body: { username, password, email },
  });
  const session = await api.call<{ token: string }>('POST', '/api/session', { body: { username, password } });
  props.customers.push({ id, token: session.token });
  const amount = orders * HIGHEST_PRICE;
  await api.call('POST', `/api/accounts/${id}/deposits`, { token, key: newId(), body: { amount } });
}

/**
 * Takes a run's props out of sight: no real customer meets its products or gets its couriers. Its customers
 * stay, signed out, with their orders. Answers sentences for what could not be done.
 */
export async function clearProps(
  props: Props,
  { api, token }: { api: Api; token: Token },
): Promise<string[]> {
  const failed: string[] = [];
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    await work().catch((error: Error) => failed.push(`${what}: ${error.message}`));
  };
  const remove = (path: string) => api.call('DELETE', path, { token });
  await fewAtATime(props.couriers, 8, (id) =>
    attempt('a courier still has capacity', () =>
      api.call('PATCH', `/api/couriers/${id}`, { token, body: { dailyCapacity: 0 } }),
    ),
  );
  await fewAtATime(props.products, 8, (id) =>
    attempt('a product is still for sale', () => remove(`/api/products/${id}`)),
  );
  await fewAtATime(props.categories, 8, (id) =>
    attempt('the category is still there', () => remove(`/api/categories/${id}`)),
  );
  await fewAtATime(props.customers, 8, (customer) =>
    attempt('a customer is still signed in', () =>
      api.call('DELETE', '/api/session', { token: customer.token }),
    ),
  );
  return failed;
}
