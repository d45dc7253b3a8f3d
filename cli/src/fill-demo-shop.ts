import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { seedCatalog } from '@sagashop/catalog/contract';
import { minorDigits } from '@sagashop/kernel/currency';
import type { Hosted } from './host.ts';

const DEMO = new URL('../../demo/demo.ts', import.meta.url);
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
  const post = async (key: string, url: string, payload: object) => {
    const headers = { authorization: `Bearer ${people.token}`, 'idempotency-key': `demo-${key}` };
    const response = await shop.gateway.inject({ method: 'POST', url, headers, payload });
    if (response.statusCode >= 300) throw new Error(`Demo data: POST ${url} was answered ${response.body}`);
    return response.json() as { id: string };
  };
  const { currency } = (await account(shop, people.token)).available;
  await saySynonyms(shop, people.token, demo.demoSynonyms);
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
      if (as) await fillVariants({ shop, token: people.token, post }, id, priced(currency, as));
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

type Post = (key: string, url: string, payload: object) => Promise<{ id: string }>;

/** What a product can be had as, one after the other, since the first takes the place of the product itself. */
async function fillVariants(
  { shop, token, post }: { shop: Hosted; token: string; post: Post },
  id: string,
  { options, variants }: Had,
): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const url = `/api/products/${id}`;
  const said = await shop.gateway.inject({ method: 'PATCH', url, headers, payload: { options } });
  if (said.statusCode !== 200) throw new Error(`Demo data: PATCH ${url} was answered ${said.body}`);
  for (const [at, { stock: quantity, price, ...variant }] of variants.entries()) {
    const key = `${id}-${at}`;
    const { id: variantId } = await post(`variant-${key}`, `${url}/variants`, {
      ...variant,
      price: { amount: price },
    });
    if (quantity > 0) await post(`stock-${key}`, `/api/stock/${id}/receipts`, { quantity, variantId });
  }
}

async function saySynonyms(shop: Hosted, token: string, items: readonly object[]): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const payload = { items };
  const response = await shop.gateway.inject({
    method: 'PUT',
    url: '/api/search/synonyms',
    headers,
    payload,
  });
  if (response.statusCode !== 200) throw new Error(`Demo data: synonyms were answered ${response.body}`);
}

async function account(shop: Hosted, token: string): Promise<{ available: { currency: string } }> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await shop.gateway.inject({ method: 'GET', url: '/api/account', headers });
  if (response.statusCode !== 200) throw new Error(`Demo data: the account was answered ${response.body}`);
  return response.json();
}

/** A price in hundredths of the currency's unit as minor units: whole units where it has no smaller ones. */
export function priceIn(currency: string, hundredths: number): number {
  return Math.round(hundredths * 10 ** (minorDigits(currency) - 2));
}
