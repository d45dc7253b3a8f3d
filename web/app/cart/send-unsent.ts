import type { Told } from '../shop/change-cart.server';
import { type CartAnswer, sendToCart } from './send-to-cart';
import { dropUnsent, type UnsentAdd } from './unsent-adds';

/** What came of something that had waited. */
export interface Arrived {
  name: string;
  /** Undefined when it was there already: the answer had been lost. */
  told: Told | undefined;
}

let underWay: Promise<Arrived[]> | undefined;

/**
 * Sends what waits, one after the other, until the shop cannot be reached. What it refuses is told and waits no more;
 * what a part of it that is away could not look up waits on.
 */
export function sendUnsent(adds: readonly UnsentAdd[]): Promise<Arrived[]> {
  underWay ??= sendAll(adds).finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function sendAll(adds: readonly UnsentAdd[]): Promise<Arrived[]> {
  const arrived: Arrived[] = [];
  for (const add of adds) {
    const answer = await sendAdd(add).catch(() => undefined);
    if (!answer || answer.told[0]?.what === 'away') break;
    dropUnsent(add);
    arrived.push({ name: add.name, told: answer.told[0] });
  }
  return arrived;
}

/** Puts something in, once for its key. Rejects where the shop has not answered. */
export function sendAdd({
  key,
  product,
  quantity,
}: Omit<UnsentAdd, 'at' | 'name' | 'owner'>): Promise<CartAnswer> {
  return sendToCart({ add: '1', product, quantity: String(quantity), key });
}
