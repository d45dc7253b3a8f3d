import { createHash } from 'node:crypto';
import { validateFunction } from '@sagashop/chassis/config/schema';
import { addDays } from '@sagashop/kernel/clock';
import { newId } from '@sagashop/kernel/ids';
import fastify from 'fastify';
import { BareWish } from '../../cli/src/load/bare.ts';
import type { Order } from './order-steps.ts';
import type { Answer } from './place-order.ts';
import type { Pools } from './pools.ts';
import { type Customer, type Line, priceOf, whoIs } from './reads.ts';

/** The body of a request, checked by the shop's own schema. */
interface Wish {
  lines: { productId: string; quantity: number }[];
  deliveryDate?: string;
  address?: string;
}

/**
 * Listens at `PORT` for orders: checks body and session, agrees on the prices, and answers what `place` makes of
 * the order. Ends with the process that has started this one.
 */
export async function openFront(pools: Pools, place: (order: Order) => PromiseLike<Answer>): Promise<void> {
  const app = fastify({ bodyLimit: 1_000_000 });
  app.setValidatorCompiler(({ schema }) => validateFunction(schema as object, 'json'));
  app.get('/health', async () => ({ ok: true }));
  app.post('/api/orders', { schema: { body: BareWish } }, async (request, reply) => {
    const customer = await whoIs(pools.user, request.headers.authorization);
    if (!customer) return reply.code(401).send({ code: 'not_signed_in' });
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || key === '')
      return reply.code(400).send({ code: 'idempotency_key_missing' });
    const wish = request.body as Wish;
    const lines = await priceOf(pools.catalog, wish.lines);
    if (!lines) return reply.code(422).send({ code: 'unknown_product' });
    const order = newOrder(customer, key, wish, lines);
    const { status, body, fingerprint } = await place(order);
    if (fingerprint !== order.fingerprint) return reply.code(422).send({ code: 'idempotency_key_reused' });
    return reply.code(status).type('application/json; charset=utf-8').send(body);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit());
  process.on('disconnect', () => process.exit());
  await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
}

function newOrder(customer: Customer, key: string, wish: Wish, lines: Line[]): Order {
  const tomorrow = addDays(new Date().toISOString().slice(0, 10), 1);
  return {
    id: newId(),
    saga: newId(),
    number: '',
    key,
    fingerprint: createHash('sha256').update(JSON.stringify(wish)).digest('base64url'),
    customer,
    address: wish.address ?? null,
    lines,
    total: lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
    date: wish.deliveryDate ?? tomorrow,
    createdAt: new Date(),
    steps: [],
  };
}
