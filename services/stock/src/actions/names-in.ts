import { findProducts, productNames } from '@sagashop/catalog/contract';
import type { Peers } from '@sagashop/chassis/service/calls';

/** What a product is called, and which variant of it something is. */
export interface Named {
  name: Texts;
  variant?: Texts | undefined;
}

type Texts = { en: string; ru: string };

/** What the lists of stock ask the catalogue: it alone knows what products are called. Rejects while it does not answer. */
export function namesIn(peers: Peers) {
  return {
    find: async (words: string) => (await peers.ask(findProducts, { words })).products,
    of: async (ids: readonly string[]) => {
      const { items } = await peers.ask(productNames, { products: [...ids] });
      return new Map<string, Named>(items.map(({ id, ...named }) => [id, named]));
    },
  };
}
