import type { Money } from '../shop/api-types';
import type { Told } from '../shop/change-cart.server';

/** What came of a change. */
export interface CartAnswer {
  told: Told[];
  /** How many things are in the cart now. */
  count: number;
  /** Of the whole cart, after something was put in; null where prices cannot be had. */
  total: Money | null;
}

const CHANGES = '/cart/changes';
const PATIENCE = 15_000; // ms
const ONE_AT_A_TIME = 'sagashop-cart';

/**
 * Sends a change of the cart. Each reads the cart from its cookie and writes it anew, so they go one at a time, in all
 * tabs. Rejects where the shop has not answered: whether it was done is not known then.
 */
export async function sendToCart(fields: Record<string, string>): Promise<CartAnswer> {
  const send = async () => {
    const answer = await fetch(CHANGES, {
      method: 'POST',
      body: new URLSearchParams(fields),
      signal: AbortSignal.timeout(PATIENCE),
    });
    return (await answer.json()) as CartAnswer;
  };
  // Only where the connection is a safe one; elsewhere each tab is on its own.
  return 'locks' in navigator ? navigator.locks.request(ONE_AT_A_TIME, send) : send();
}

/** The same from a page that is being left, which hears no answer: the browser sends it by itself. */
export function leaveToCart(fields: Record<string, string>): void {
  if (Object.keys(fields).length > 0) navigator.sendBeacon(CHANGES, new URLSearchParams(fields));
}
