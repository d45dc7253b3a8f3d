import { as, testApp, testContext, testDatabase } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import type { Command, Reply } from '@sagashop/saga/message';
import { openStock } from '../src/app.ts';

/** A new database with the tables of stock. */
export const newDatabase = (): Promise<string> =>
  testDatabase('stock', new URL('../migrations/', import.meta.url));

interface Sums {
  checks: { name: string; checked: number; failures: string[] }[];
  facts: { order: string; state: string; lines: { product: string; quantity: number }[] }[];
}

/** A command as a saga sends it; a do expires in a minute. */
export function command(type: string, order: string, body: unknown = {}, expiresIn = 60_000): Command {
  const expiresAt = type === 'stock.reserve' ? new Date(Date.now() + expiresIn).toISOString() : null;
  return { id: newId(), type, version: 1, saga: newId(), order, expiresAt, trace: null, body };
}

/** A stock service on a database, and what tests do with it. `told` collects the events. */
export async function opened(url: string, found: (words: string) => string[] = () => []) {
  const told: { type: string; bodies: unknown[] }[] = [];
  const context = testContext(
    { STOCK_DATABASE_URL: url },
    {
      publish: async (type, bodies) => void told.push({ type, bodies }),
      ask: (async (_: unknown, asked: { words?: string; users?: string[]; products?: string[] }) => ({
        products: found(asked.words ?? ''),
        names: asked.users?.map(() => 'Olga'),
        items: asked.products?.map((id) => ({ id, name: { en: '=Tea', ru: 'Чай' } })),
      })) as never,
    },
  );
  const service = await openStock(context);
  const app = testApp(service, context);
  const headers = as(newId(), { roles: ['owner'] });
  const send = (one: Command): Promise<Reply> => service.handle!(one);
  const post = (url: string, payload: object, key: string = newId()) =>
    app.inject({ method: 'POST', url, headers: { ...headers, 'idempotency-key': key }, payload });
  const receive = async (productId: string, quantity: number) =>
    post(`/api/stock/${productId}/receipts`, { quantity });
  return {
    service,
    app,
    told,
    headers,
    send,
    post,
    receive,
    adjust: (productId: string, payload: object, key?: string) =>
      post(`/api/stock/${productId}/adjustments`, payload, key),
    reserve: (order: string, ...lines: [product: string, quantity: number][]) =>
      send(
        command('stock.reserve', order, {
          lines: lines.map(([product, quantity]) => ({ product, quantity })),
        }),
      ),
    release: (order: string) => send(command('stock.release', order)),
    take: (order: string) => send(command('stock.take', order)),
    putBack: (order: string) => send(command('stock.return', order)),
    stockOf: async (productId: string) => {
      const { onHand, reserved } = (await app.inject({ url: `/api/stock/${productId}`, headers })).json();
      return { onHand, reserved };
    },
    audit: (question: object = { limit: 100, checks: true }) =>
      service.calls['audit']!(question as never) as Promise<Sums>,
    /** New products, each with this number received. */
    products: async (...quantities: number[]) => {
      const products = quantities.map(() => newId());
      await service.calls['open']!({ products } as never);
      const full = products.filter((_, index) => quantities[index]! > 0);
      await Promise.all(full.map((product) => receive(product, quantities[products.indexOf(product)]!)));
      return products;
    },
  };
}

/** Whether every one of the service's own sums is right. */
export function allRight({ checks }: Sums): boolean {
  return checks.length === 6 && checks.every((check) => check.failures.length === 0);
}
