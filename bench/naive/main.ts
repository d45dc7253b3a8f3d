// The same shop's order path as one writes it without batches: what is measured beside it. See ../README.md.
import { validateFunction } from '@sagashop/chassis/schema';
import fastify from 'fastify';
import { BareWish } from '../../cli/src/load/bare.ts';
import { placeOrder, type Wish } from './place-order.ts';
import { openPools } from './pools.ts';
import { priceOf, whoIs } from './reads.ts';

const pools = openPools(process.env);
const app = fastify({ bodyLimit: 1_000_000 });
app.setValidatorCompiler(({ schema }) => validateFunction(schema as object, 'json'));
app.get('/health', async () => ({ ok: true }));
app.post('/api/orders', { schema: { body: BareWish } }, async (request, reply) => {
  const customer = await whoIs(pools.user, request.headers.authorization);
  if (!customer) return reply.code(401).send({ code: 'not_signed_in' });
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return reply.code(400).send({ code: 'idempotency_key_missing' });
  const wish = request.body as Wish;
  const lines = await priceOf(pools.catalog, wish.lines);
  if (!lines) return reply.code(422).send({ code: 'unknown_product' });
  const { status, body } = await placeOrder(pools, { customer, key, wish, lines });
  return reply.code(status).type('application/json; charset=utf-8').send(body);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit());
process.on('disconnect', () => process.exit());
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
