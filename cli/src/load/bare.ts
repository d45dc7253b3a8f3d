import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { validateFunction } from '@sagashop/chassis/config/schema';
import { sessionToken, tokenHash } from '@sagashop/chassis/http/session-token';
import { DateText, Id } from '@sagashop/chassis/http/shapes';
import { createLog } from '@sagashop/chassis/observe/log';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import { localPeers } from '@sagashop/chassis/service/peers';
import { identifier } from '@sagashop/gateway/app';
import { openUser } from '@sagashop/user/app';
import { sessions } from '@sagashop/user/contract';
import { MoneyInput, Quantity } from '@sagashop/vocabulary/money-shapes';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';

// The body of POST /api/orders as the order service checks it; a copy, since what is behind a service's
// contract is its own. A test compares the two.
export const BareWish = Type.Object(
  {
    lines: Type.Array(
      Type.Object(
        {
          productId: Id,
          variantId: Type.Optional(
            Type.Union([Id], { description: 'which variant of it, where it has more than one' }),
          ),
          quantity: Quantity,
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 100 },
    ),
    deliveryDate: Type.Optional(DateText),
    address: Type.Optional(Type.String({ format: 'said', minLength: 1, maxLength: 500 })),
    recipient: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(Type.String({ format: 'said', minLength: 1, maxLength: 200 })),
          phone: Type.Optional(Type.String({ format: 'phone' })),
        },
        {
          additionalProperties: false,
          description:
            'who gets it, when that is somebody else, and by which number the courier reaches them',
        },
      ),
    ),
    expectedTotal: Type.Optional(
      Type.Object(
        { ...MoneyInput.properties, amount: Type.Integer({ minimum: 0 }) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

/** Who a request comes from, or null. */
type Identify = (request: FastifyRequest) => Promise<{ userId: string } | null>;

/**
 * The least that a shop could do for an order: check the body, find out who asks, and answer a document of
 * an order's size. What a real one costs is measured against this.
 */
export function bareShop(identify: Identify): FastifyInstance {
  const app = fastify({ bodyLimit: 1_000_000 });
  app.setValidatorCompiler(({ schema }) => validateFunction(schema as object, 'json'));
  app.post('/api/orders', { schema: { body: BareWish } }, async (request, reply) => {
    const identity = await identify(request);
    if (!identity) return reply.code(401).send({ code: 'not_signed_in' });
    return reply.code(201).send(orderOf(request.body as Static<typeof BareWish>, identity.userId));
  });
  return app;
}

function orderOf({ lines }: Static<typeof BareWish>, userId: string) {
  const price = { amount: 12_900, currency: 'RUB' };
  return {
    id: '01990000-0000-7000-8000-000000000000',
    number: '0199-0000-0000',
    userId,
    status: 'confirmed',
    lines: lines.map((line) => ({ ...line, name: 'Load product 00, made by a load run', price })),
    total: price,
    deliveryDate: '2026-01-01',
    createdAt: new Date().toISOString(),
  };
}

/** A sign-in check in memory, for a shop whose database cannot be reached from here. */
export function knownSessions(known: ReadonlyMap<string, string>): Identify {
  return async (request) => {
    const token = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    const userId = token && known.get(tokenHash(token));
    return userId ? { userId } : null;
  };
}

/** The shop's own sign-in check: the user service's query and database, once a request or in the gateway's batches. */
async function signInCheck(database: string, inBatches: boolean): Promise<Identify> {
  const metrics = createMetrics();
  const peers = localPeers();
  const env = { USER_DATABASE_URL: database };
  peers.join(await openUser({ env, peers, metrics, log: createLog({ LOG_LEVEL: 'warn' }, 'bare') }));
  if (inBatches) return identifier(peers, metrics);
  return async (request) => {
    const token = sessionToken(request);
    if (!token) return null;
    return (await peers.ask(sessions, { hashes: [tokenHash(token)] })).identities[0] ?? null;
  };
}

/** What the process that measures sends: once how to check sign-ins, then `time` as often as it likes. */
export type ToBare =
  | { sessions: [hash: string, userId: string][]; database: string | null; inBatches: boolean }
  | 'time';
/** What it is answered: where to send requests, or the processor time used so far in ms. */
export type FromBare = { port: number } | { ms: number };

if (import.meta.main) {
  const tell = (answer: FromBare) => process.send?.(answer);
  const [first] = (await once(process, 'message')) as [Exclude<ToBare, 'time'>];
  const { database, inBatches } = first;
  const identify = database ? await signInCheck(database, inBatches) : knownSessions(new Map(first.sessions));
  const app = bareShop(identify);
  await app.listen({ host: '127.0.0.1', port: 0 });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    tell({ ms: (user + system) / 1000 });
  });
  process.on('disconnect', () => process.exit());
  tell({ port: (app.server.address() as AddressInfo).port });
}
