import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** What came of the orders that were placed. */
export interface Outcome {
  confirmed: number;
  /** Answers that are neither an order nor a refusal of the business, by what they were. */
  failed: string[];
  stop(): Promise<void>;
}

/** Asks the shop's API at `url` as the owner of `token`; the parsed answer. Throws when it is an error. */
export async function ask<Answer>(url: string, token: string, path: string, body?: object): Promise<Answer> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (body) Object.assign(headers, { 'content-type': 'application/json', 'idempotency-key': randomUUID() });
  if (body) headers['prefer'] = 'wait=30'; // an order's end, also on a machine that is busy
  const init = body ? { method: 'POST', body: JSON.stringify(body), headers } : { headers };
  const response = await fetch(`${url}${path}`, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text) as Answer;
}

/** Loads a page as a visitor with a cart, for whom it is made anew; its text. Throws when it is none. */
export async function loadPage(url: string, path: string): Promise<string> {
  const response = await fetch(`${url}${path}`, { headers: { cookie: `sagashop_cart=${randomUUID()}` } });
  const text = await response.text();
  if (!response.ok || !text.includes('</html>')) throw new Error(`${path}: ${response.status} ${text}`);
  return text;
}

/**
 * A few customers who place one order after the other, each asked of the gateway that `url` names at that moment,
 * as a load balancer would choose it, and never asked again. With `pages` each looks at the product's page first.
 */
export function goShopping(options: {
  url: () => string;
  token: string;
  productId: string;
  pages?: boolean;
}): Outcome {
  const { url, token, productId, pages } = options;
  let going = true;
  const outcome = { confirmed: 0, failed: [] as string[] };
  const customers = Array.from({ length: 6 }, async () => {
    while (going) {
      const lines = [{ productId, quantity: 1 }];
      try {
        if (pages) await loadPage(url(), `/p/${productId}`);
        const order = await ask<{ status: string }>(url(), token, '/api/orders', { lines });
        if (order.status === 'confirmed') outcome.confirmed += 1;
      } catch (error) {
        const { message, cause } = error as Error;
        outcome.failed.push(cause ? `${message}: ${(cause as Error).message}` : message);
      }
      await sleep(100);
    }
  });
  return Object.assign(outcome, {
    stop: async () => {
      going = false;
      await Promise.all(customers);
    },
  });
}
