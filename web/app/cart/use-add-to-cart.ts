import { useState } from 'react';
import { useRevalidator, useRouteLoaderData } from 'react-router';
import type { loader } from '../root';
import type { Product } from '../shop/api-types';
import type { CartAnswer } from './send-to-cart';
import { sendAdd } from './send-unsent';
import { keepUnsent, newKey } from './unsent-adds';

/** What came of a press: the shop's answer, or that it waits to be sent. */
export interface Added {
  quantity: number;
  answer: CartAnswer | undefined;
}

/** Whether something is in the cart by it, or will be when it is sent. */
export const isPutIn = ({ answer }: Added) => (answer?.told[0]?.quantity ?? 1) > 0;

/** Puts a product into the cart, and keeps it to be sent later where the shop cannot be reached. */
export function useAddToCart(product: Product) {
  const [sending, send] = useState(false);
  const [added, show] = useState<Added>();
  const { revalidate } = useRevalidator();
  const owner = useRouteLoaderData<typeof loader>('root')?.cartOwner ?? null;
  const add = async (quantity: number) => {
    if (sending) return;
    send(true);
    const one = { key: newKey(), product: product.id, quantity };
    try {
      const answer = await sendAdd(one);
      show({ quantity, answer });
      // Where nothing was put in, the page stays as it is: read anew it might be that of nothing for sale, and say no more why.
      if (isPutIn({ quantity, answer })) revalidate();
    } catch {
      keepUnsent({ ...one, name: product.name, owner, at: Date.now() });
      show({ quantity, answer: undefined });
    } finally {
      send(false);
    }
  };
  return { sending, added, add, close: () => show(undefined) };
}
