import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seedCatalog } from '@sagashop/catalog/contract';
import { minorDigits } from '@sagashop/kernel/currency';
import type { Hosted } from './host.ts';

const DEMO = new URL('../../demo/demo.ts', import.meta.url);
const PATIENCE = 60_000; // ms
const AGAIN = 200; // ms
const PLENTY = 10_000_000_000; // minor units: whatever there is, ten thousand of it

/** Whether there are demo goods: an owner may have deleted the folder that they are in. */
export const hasDemo = () => existsSync(fileURLToPath(DEMO));

/**
 * Fills a new shop with goods, stock, couriers and one rich customer. It goes the way that staff would go,
 * over the API, with a key for every step, so that it can be cut off and run again without doubling anything.
 * Throws when there are no demo goods.
 */
export async function fillDemoShop(shop: Hosted, people: { token: string; rich: string }): Promise<void> {
  if (!hasDemo()) throw new Error('The demo goods are in the folder demo/, which is not there.');
  const demo = (await import(DEMO.href)) as typeof import('../../demo/demo.ts');
  const ask = asker(shop, people.token);
  const post = (key: string, url: string, payload: object) => ask('POST', url, payload, `demo-${key}`);
  const { currency } = (await ask('GET', '/api/account')).available;
  await ask('PUT', '/api/search/synonyms', { items: demo.demoSynonyms });
  const ids = await shop.peers.ask(seedCatalog, {
    categories: demo.demoCategories,
    products: demo.demoProducts.map(({ stock: _, price, ...product }) => ({
      ...product,
      price: priceIn(currency, price),
    })),
  });
  await Promise.all(
    ids.products.map(async (id, at) => {
      const { name, stock: quantity } = demo.demoProducts[at]!;
      const as = demo.demoVariants.get(name.en);
      if (as) await fillVariants(ask, id, priced(currency, as));
      else if (quantity > 0) await post(`stock-${at}`, `/api/stock/${id}/receipts`, { quantity });
    }),
  );
  await Promise.all(demo.demoCouriers.map((courier, at) => post(`courier-${at}`, '/api/couriers', courier)));
  await post('money', `/api/accounts/${people.rich}/deposits`, { amount: PLENTY });
}

interface Had {
  options: readonly object[];
  variants: readonly { options: object; price: number; stock: number; picture?: string }[];
}

const priced = (currency: string, { options, variants }: Had): Had => ({
  options,
  variants: variants.map((one) => ({ ...one, price: priceIn(currency, one.price) })),
});

/** Of the API's answers what is read here: what was made, or an account. */
interface Told {
  id: string;
  available: { currency: string };
}

type Ask = (
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload?: object,
  key?: string,
) => Promise<Told>;

/**
 * Asks the shop by its API. On a busy machine a part may be away for a moment: it is asked again, for a minute, which
 * does nothing twice by the keys. Throws at any other refusal.
 */
function asker({ gateway }: Hosted, token: string): Ask {
  return async (method, url, payload, key) => {
    const headers = { authorization: `Bearer ${token}`, ...(key && { 'idempotency-key': key }) };
    const until = performance.now() + PATIENCE;
    for (;;) {
      const response = await gateway.inject({ method, url, headers, ...(payload && { payload }) });
      if (response.statusCode < 300) return response.json() as Told;
      if (response.statusCode !== 503 || performance.now() > until)
        throw new Error(`Demo data: ${method} ${url} was answered ${response.body}`);
      await sleep(AGAIN);
    }
  };
}

/** What a product can be had as, one after the other, since the first takes the place of the product itself. */
async function fillVariants(ask: Ask, id: string, { options, variants }: Had): Promise<void> {
  const url = `/api/products/${id}`;
  await ask('PATCH', url, { options });
  for (const [at, { stock: quantity, price, ...variant }] of variants.entries()) {
    const key = `${id}-${at}`;
    const said = { ...variant, price: { amount: price } };
    const { id: variantId } = await ask('POST', `${url}/variants`, said, `demo-variant-${key}`);
    if (quantity === 0) continue;
    await ask('POST', `/api/stock/${id}/receipts`, { quantity, variantId }, `demo-stock-${key}`);
  }
}

/** A price in hundredths of the currency's unit as minor units: whole units where it has no smaller ones. */
export function priceIn(currency: string, hundredths: number): number {
  return Math.round(hundredths * 10 ** (minorDigits(currency) - 2));
}
